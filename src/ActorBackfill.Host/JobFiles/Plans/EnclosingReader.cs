using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads <c>within { NAME { step, week-start, anchor } }</c> of a dimension of dates.</summary>
internal static class EnclosingReader
{
    /// <summary>Reads the periods; none where the key is missing.</summary>
    /// <param name="dimension">The dimension's block.</param>
    /// <param name="readStep">Reads a step and where it begins; null when it is missing or wrong, and said.</param>
    /// <param name="errors">Where errors go.</param>
    public static ImmutableArray<EnclosingPeriodDefinition> Read(
        HoconObjectReader dimension, Func<HoconObjectReader, CalendarStep?> readStep, HoconErrors errors)
    {
        var periods = ImmutableArray.CreateBuilder<EnclosingPeriodDefinition>();
        foreach (var (name, reader) in dimension.NamedObjects("within"))
        {
            var problem = JobNames.DimensionProblem(name) ?? (PeriodFacts.OfDates.Contains(name) ? "is known of every date" : null);
            if (problem is not null)
            {
                errors.Add(reader.Position, reader.Path, $"name of a period: {problem}");
            }

            if (!reader.Has("step"))
            {
                _ = reader.Has("anchor") | reader.Has("week-start");
                reader.Error("step", "is missing: how long the period is");
            }

            var step = readStep(reader);
            if (step is { Unit: CalendarUnit.Hour })
            {
                reader.Error("step", "a period that dates lie in has days or months");
            }
            else if (step is not null)
            {
                periods.Add(new EnclosingPeriodDefinition(name, step));
            }
        }

        return periods.ToImmutable();
    }
}

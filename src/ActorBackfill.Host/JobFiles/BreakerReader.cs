using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>breaker { source { failures, for }, entity { dimension, failures, for } }</c>.</summary>
internal static class BreakerReader
{
    private const int MostFailures = 10_000;

    public static BreakerDefinition Read(HoconObjectReader job, ImmutableArray<DimensionDefinition> dimensions)
    {
        var reader = job.OptionalObject("breaker");
        return reader is null ? new BreakerDefinition() : new BreakerDefinition
        {
            Source = Source(reader.OptionalObject("source")),
            Entity = Entity(reader.OptionalObject("entity"), dimensions),
        };
    }

    private static SourceBreakerDefinition Source(HoconObjectReader? reader)
    {
        var defaults = new SourceBreakerDefinition();
        return reader is null ? defaults : new SourceBreakerDefinition
        {
            Failures = reader.IntegerWithin("failures", defaults.Failures, 1, MostFailures),
            For = reader.DurationWithin("for", defaults.For, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)),
        };
    }

    private static EntityBreakerDefinition? Entity(HoconObjectReader? reader, ImmutableArray<DimensionDefinition> dimensions)
    {
        if (reader is null)
        {
            return null;
        }

        var dimension = reader.OptionalText("dimension");
        if (dimension is not null && !dimensions.Any(d => d.Name == dimension))
        {
            reader.Error("dimension", $"'{dimension}' is not a dimension of the plan: {string.Join(", ", dimensions.Select(d => d.Name))}");
        }

        var defaults = new EntityBreakerDefinition(dimension ?? "");
        var entity = defaults with
        {
            Failures = reader.IntegerWithin("failures", defaults.Failures, 1, MostFailures),
            For = reader.DurationWithin("for", defaults.For, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(30)),
        };
        return dimension is null ? null : entity;
    }
}

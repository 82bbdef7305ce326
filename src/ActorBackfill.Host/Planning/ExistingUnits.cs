using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Planning;

/// <summary>Counts what <c>--skip-existing</c> would skip, as the sink is now; a run asks again, in the transaction of each unit.</summary>
internal static class ExistingUnits
{
    // Of one statement: a question by itself costs a server a round trip, and SQLite takes at most 500 parts.
    private const int UnitsAtOnce = 200;

    /// <summary>Counts the open units whose rows are in the sink.</summary>
    /// <param name="job">The job; its sink is only read, and need not be there yet.</param>
    /// <param name="existing">What to look for.</param>
    /// <param name="plan">The units.</param>
    /// <param name="state">What the journal says: what is done is not asked for.</param>
    /// <exception cref="BackfillException">The sink cannot be read.</exception>
    public static long Count(LoadedJob job, ExistingDefinition existing, Plan plan, CheckpointState state)
    {
        if (job.Sink.File is { } file && !File.Exists(file))
        {
            return 0;
        }

        using var sink = job.Sink.Open(job.Definition.Sink.Tables, job.Definition.IdentityText, SinkOpenMode.ReadOnly, new SinkUse(), TimeProvider.System);
        using var reader = sink.OpenReader();
        return HasTable(reader, existing.Table) ? OpenUnits(plan, state).Chunk(UnitsAtOnce).Sum(units => Count(reader, existing, units)) : 0;
    }

    // Its columns were looked at with the sink: all that can be wrong is that nothing has made it yet.
    private static bool HasTable(ISinkReader reader, string table)
    {
        try
        {
            reader.Query($"SELECT 1 FROM \"{table}\" LIMIT 1");
            return true;
        }
        catch (BackfillException e) when (e.Category == FailureCategory.SinkSchema)
        {
            return false;
        }
    }

    private static IEnumerable<PlanUnit> OpenUnits(Plan plan, CheckpointState state)
    {
        for (var index = 0L; index < plan.Count; index++)
        {
            if (state.OutcomeOf(plan.OrdinalAt(index)) is null or UnitOutcome.Failed)
            {
                yield return plan.UnitAt(index);
            }
        }
    }

    private static int Count(ISinkReader reader, ExistingDefinition existing, PlanUnit[] units)
    {
        var (parts, parameters) = (new List<string>(units.Length), new List<(string, object?)>());
        foreach (var unit in units)
        {
            var conditions = ExistingRows.Of(existing, unit).Columns.Select(c =>
            {
                parameters.Add((FormattableString.Invariant($"$p{parameters.Count}"), c.Value));
                return $"\"{c.Key}\" = {parameters[^1].Item1}";
            });
            parts.Add($"SELECT 1 WHERE EXISTS (SELECT 1 FROM \"{existing.Table}\" WHERE {string.Join(" AND ", conditions)})");
        }

        return reader.Query(string.Join(" UNION ALL ", parts), [.. parameters]).Count;
    }
}

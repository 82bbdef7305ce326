using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Planning;

/// <summary>Finds the finished units that are stale: settled too long ago, or by a run with another job file or processor.</summary>
internal static class StaleUnits
{
    /// <summary>Gets their ordinals as runs; none when nobody asked. Reads the whole journal, a second for a million units.</summary>
    /// <param name="job">The job.</param>
    /// <param name="units">What was asked for.</param>
    public static ImmutableArray<(long First, long Count)> Of(LoadedJob job, UnitChoice units)
    {
        if (units.OlderThan is null && !units.ChangedCode)
        {
            return [];
        }

        var until = units.OlderThan is { } age ? job.Now - age : DateTimeOffset.MinValue;
        var code = units.ChangedCode ? JobCode.Of(job) : null;
        using var tail = JournalTail.Open(job);
        return tail is null ? [] : [.. Find(tail.Events(0, tail.Last()).Select(e => e.Event), until, code).Runs()];
    }

    /// <summary>Finds them among the events of a journal.</summary>
    /// <param name="events">All of them, in their order.</param>
    /// <param name="until">A unit that was settled at this time or before is stale.</param>
    /// <param name="code">What the job's code is now; null when it does not matter.</param>
    internal static OrdinalSet Find(IEnumerable<ICheckpointEvent> events, DateTimeOffset until, string? code)
    {
        var stale = new OrdinalSet();
        var codes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var next in events)
        {
            switch (next)
            {
                case PlanRecorded plan:
                    codes[plan.RunId] = plan.Code;
                    break;
                case UnitsSettled settled:
                    Settle(settled.Unpack(), settled.At <= until || (code is not null && codes.GetValueOrDefault(settled.RunId) != code));
                    break;
                case LedgerAdopted adopted:
                    Settle(SettledUnits.Unpack(adopted.Units), adopted.At <= until || code is not null);
                    break;
                case UnitsForgotten:
                    stale = new OrdinalSet();
                    break;
            }
        }

        return stale;

        void Settle(IReadOnlyList<SettledUnit> units, bool isStale)
        {
            foreach (var unit in units)
            {
                _ = isStale ? stale.Add(unit.Ordinal) : stale.Remove(unit.Ordinal);
            }
        }
    }
}

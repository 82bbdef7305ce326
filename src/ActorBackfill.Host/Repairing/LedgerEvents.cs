using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Repairing;

/// <summary>Says in events what a ledger says in rows.</summary>
internal static class LedgerEvents
{
    /// <summary>Gets the events of a journal that knows what the ledger knows.</summary>
    /// <param name="job">The job; ledger rows that are not of its dimensions are left out.</param>
    /// <param name="position">Where the ledger stands.</param>
    /// <param name="units">Its rows.</param>
    /// <param name="lastRun">The number of the last run, 0 when it is not known; numbers go on after it.</param>
    /// <param name="now">The time.</param>
    public static ImmutableArray<ICheckpointEvent> Of(LoadedJob job, LedgerPosition position, IEnumerable<LedgerUnit> units, int lastRun, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<ICheckpointEvent>();
        var ledger = units.ToList();
        var view = JournalView.Empty();
        var plan = job.PlanWith(view);
        RegisterOthers(job.Definition, view.State.Registry, ledger);
        if (lastRun > 0)
        {
            events.Add(new RunStarted(
                lastRun, position.RunId, now, job.Definition.IdentityText, position.SinkId, plan.Fingerprint, plan.Count, false, Environment.MachineName, Environment.ProcessId));
        }

        foreach (var (dimension, values) in view.State.Registry.All)
        {
            var first = 0L;
            foreach (var part in EventParts.Of(values))
            {
                events.Add(new ValuesRegistered(dimension, first, part));
                first += part.Length;
            }
        }

        AddAdopted(events, plan, ledger, position, now);
        if (lastRun > 0)
        {
            events.Add(new RunEnded(position.RunId, now, RunEnd.Stopped));
        }

        return events.ToImmutable();
    }

    // The ledger may know values that the job file has no more.
    private static void RegisterOthers(JobDefinition job, ValueRegistry registry, List<LedgerUnit> ledger)
    {
        foreach (var list in job.Dimensions.OfType<ListDimensionDefinition>())
        {
            registry.Add(list.Name, ledger.Select(unit => UnitKey.TryParse(unit.Key)?.GetValueOrDefault(list.Name)).OfType<string>());
        }
    }

    // Only the last event names the ledger's commit: a repair that is cut off leaves a journal that is behind, which every start mends.
    private static void AddAdopted(
        ImmutableArray<ICheckpointEvent>.Builder events, Plan plan, List<LedgerUnit> ledger, LedgerPosition position, DateTimeOffset now)
    {
        foreach (var chunk in ledger.Select(unit => Settled(plan, unit)).OfType<SettledUnit>().Chunk(SettledUnits.MaxUnits))
        {
            events.Add(new LedgerAdopted(0, null, position.SinkId, now, SettledUnits.Pack(chunk)));
        }

        events.Add(new LedgerAdopted(position.LastN, position.Chain, position.SinkId, now, SettledUnits.Pack([])));
    }

    private static SettledUnit? Settled(Plan plan, LedgerUnit unit) => plan.OrdinalOf(unit.Key) is { } ordinal
        ? new SettledUnit(
            ordinal, unit.Rows == 0 ? UnitOutcome.Empty : UnitOutcome.Done, unit.Attempt, (int)Math.Min(unit.Rows, int.MaxValue), 0, unit.Hash.Fingerprint)
        : null;
}

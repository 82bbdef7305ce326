using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>What journal and ledger have to do to agree; contracts, "Journal".</summary>
/// <param name="Events">Events to append to the journal, in order.</param>
/// <param name="Notes">What people should know.</param>
/// <param name="SinkId">The sink as it was claimed; empty before.</param>
internal sealed record Reconciled(ImmutableArray<ICheckpointEvent> Events, ImmutableArray<string> Notes, string SinkId = "");

/// <summary>Journal and ledger cannot be brought together without a person.</summary>
/// <param name="refusal">What kind of disagreement.</param>
/// <param name="message">The sentence for the person who has to decide.</param>
public sealed class ReconciliationException(RunRefusal refusal, string message) : Exception(message)
{
    /// <summary>Gets what kind of disagreement it is.</summary>
    public RunRefusal Refusal => refusal;
}

/// <summary>
/// Compares the journal's account of a job with the ledger in the sink, by sink, commit number and chain, and says what to append. The
/// ledger is the truth about the sink, the journal the memory of the run. Blocks: it reads the ledger.
/// </summary>
internal sealed class Reconciliation(CheckpointState state, Plan plan, ILedger ledger, bool adopts, bool comparesUnits, DateTimeOffset now)
{
    /// <summary>Decides; writes nothing.</summary>
    /// <exception cref="ReconciliationException">A person has to decide.</exception>
    public Reconciled Decide()
    {
        var position = ledger.Position();
        var isOther = state.SinkId is not null && position?.SinkId != state.SinkId && (state.N > 0 || position is not null);
        if (isOther || (state.N > 0 && position is { LastN: 0 }))
        {
            return adopts ? Adopt(position) : throw OtherSink(position);
        }

        if (position is null || (position.LastN == state.N && position.Chain == state.Chain))
        {
            return position is not null && comparesUnits
                ? Follow(position, "The sink has units that the journal, at the same commit, does not know")
                : new Reconciled([], []);
        }

        if (state.SinkId is null && position.LastN > 0)
        {
            return adopts ? Adopt(position) : throw new ReconciliationException(
                RunRefusal.JournalUnusable,
                $"The sink holds {position.Units} units of this job but the journal knows none of them.");
        }

        var isAhead = position.LastN > state.N && (state.N == 0 || ledger.ChainAt(state.N) == state.Chain);
        return isAhead ? Append(position) : Follow(position, $"The sink is at commit {position.LastN}, {(position.LastN < state.N ? "behind" : "on another branch than")} the journal at {state.N}");
    }

    private Reconciled Append(LedgerPosition position)
    {
        var events = ImmutableArray.CreateBuilder<ICheckpointEvent>();
        foreach (var commit in ledger.CommitsAfter(state.N))
        {
            if (commit.Event is null)
            {
                return Follow(position, $"The outbox no longer holds the event of commit {commit.N}");
            }

            events.Add(commit.Event);
        }

        return new Reconciled(events.ToImmutable(), [$"{events.Count} commits of the sink were missing in the journal and have been taken over."]);
    }

    // Makes the journal say what the ledger says, unit by unit.
    private Reconciled Follow(LedgerPosition position, string why)
    {
        var missing = new OrdinalSet();
        foreach (var ordinal in state.Settled)
        {
            missing.Add(ordinal);
        }

        var events = ImmutableArray.CreateBuilder<ICheckpointEvent>();
        var found = new List<SettledUnit>();
        var foreign = 0L;
        foreach (var unit in ledger.Units())
        {
            if (plan.OrdinalOf(unit.Key) is not { } ordinal)
            {
                foreign++;
            }
            else if (!missing.Remove(ordinal))
            {
                found.Add(Settled(ordinal, unit));
            }
        }

        AddReverted(events, missing, position);
        AddAdopted(events, found, position);
        var notes = ImmutableArray.Create(
            $"{why}: {missing.Count} units are no longer in the sink and run again, {found.Count} were in the sink only and have been taken over.");
        return new Reconciled(events.ToImmutable(), foreign == 0 ? notes : notes.Add($"{foreign} ledger rows are of other dimensions than this plan's and are left alone."));
    }

    private Reconciled Adopt(LedgerPosition? position) =>
        Follow(position ?? new LedgerPosition("", "", 0, null, 0), "This sink was adopted");

    // Even where no unit is missing: the journal follows the sink to its commit.
    private void AddReverted(ImmutableArray<ICheckpointEvent>.Builder events, OrdinalSet missing, LedgerPosition position)
    {
        foreach (var part in EventParts.Of(missing.Runs()).DefaultIfEmpty([]))
        {
            events.Add(new SinkReverted(position.LastN, position.Chain, position.SinkId, now, part));
        }
    }

    private void AddAdopted(ImmutableArray<ICheckpointEvent>.Builder events, List<SettledUnit> units, LedgerPosition position)
    {
        foreach (var chunk in units.Chunk(SettledUnits.MaxUnits))
        {
            events.Add(new LedgerAdopted(position.LastN, position.Chain, position.SinkId, now, SettledUnits.Pack(chunk)));
        }
    }

    private static SettledUnit Settled(long ordinal, LedgerUnit unit) => new(
        ordinal,
        unit.Rows == 0 ? UnitOutcome.Empty : UnitOutcome.Done,
        unit.Attempt,
        (int)Math.Min(unit.Rows, int.MaxValue),
        0,
        unit.Hash.Fingerprint);

    private ReconciliationException OtherSink(LedgerPosition? position) => new(
        RunRefusal.OtherSink,
        (position is null or { LastN: 0 }
            ? $"The sink is empty, but the journal knows {state.SettledCount} units of this job as done in another one."
            : $"The sink is not the one this job's journal follows: it holds {position.Units} other units of the job.")
        + " Name the right sink, or take this one over with --adopt-sink: units that are not in it run again.");
}

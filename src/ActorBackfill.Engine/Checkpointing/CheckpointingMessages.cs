using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Supervising;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>Event, checkpoint to supervisor: journal and sink agree; the run may go on.</summary>
/// <param name="State">What the journal says, a copy.</param>
/// <param name="Plan">The plan, with the journal's ordinals.</param>
/// <param name="Notes">What the reconciliation changed, for people; empty when nothing.</param>
public sealed record CheckpointReady(CheckpointState State, Plan Plan, ImmutableArray<string> Notes)
{
    /// <summary>Gets the number of the last event that the state has taken in.</summary>
    public long Sequence { get; init; }
}

/// <summary>Event, checkpoint to supervisor: the run cannot begin; nothing was written.</summary>
/// <param name="Refusal">Why.</param>
/// <param name="Reason">The sentence for the person who has to act.</param>
public sealed record CheckpointRefused(RunRefusal Refusal, string Reason);

/// <summary>Event, checkpoint to supervisor: recovery failed. The snapshot may be why: without it every event is read.</summary>
/// <param name="Reason">The sentence for the person who has to act.</param>
public sealed record CheckpointUnreadable(string Reason);

/// <summary>Event, checkpoint to supervisor: another run owns the sink.</summary>
/// <param name="Reason">The sentence for the person who has to act.</param>
public sealed record CheckpointFenced(string Reason);

/// <summary>Command, supervisor to checkpoint: these units ended without rows. Sent again until acknowledged.</summary>
/// <param name="Units">The units.</param>
public sealed record CloseUnits(ImmutableArray<ClosedUnit> Units);

/// <summary>
/// Command, supervisor to checkpoint: write these facts about failures. Not acknowledged: they say why, and no unit depends on them.
/// </summary>
/// <param name="Events">One or more.</param>
public sealed record RecordFacts(ImmutableArray<ICheckpointEvent> Events);

/// <summary>Event, checkpoint to supervisor: the journal holds the end of these units.</summary>
/// <param name="N">The commit that settled them.</param>
/// <param name="Units">Settled by that commit.</param>
public sealed record UnitsAcknowledged(long N, IReadOnlyList<SettledUnit> Units)
{
    /// <summary>Gets the event's number in the journal.</summary>
    public long Sequence { get; init; }
}

/// <summary>Event, checkpoint to supervisor: the journal holds the end of these units.</summary>
/// <param name="Units">Ended without rows.</param>
public sealed record UnitsCloseAcknowledged(ImmutableArray<ClosedUnit> Units)
{
    /// <summary>Gets the event's number in the journal.</summary>
    public long Sequence { get; init; }
}

/// <summary>Command, supervisor to checkpoint: note what somebody changed. Sent again until acknowledged.</summary>
/// <param name="Change">What.</param>
public sealed record RecordChange(ControlChanged Change);

/// <summary>Event, checkpoint to supervisor: the journal holds the change.</summary>
/// <param name="Change">Which.</param>
public sealed record ChangeRecorded(ControlChanged Change);

/// <summary>Command, supervisor to checkpoint: open units again. Sent again until acknowledged.</summary>
/// <param name="Id">Names the request.</param>
/// <param name="Who">Who wants it.</param>
/// <param name="Units">The units; none of them is on its way to an end.</param>
/// <param name="Reason">Why.</param>
public sealed record RequeueUnits(long Id, string Who, ImmutableArray<long> Units, string Reason);

/// <summary>Event, checkpoint to supervisor: the journal holds that these units are open again.</summary>
/// <param name="Id">Names the request.</param>
/// <param name="Units">The units, each with the outcome it had; null when it was open already.</param>
public sealed record UnitsOpenedAgain(long Id, ImmutableArray<(long Ordinal, UnitOutcome? Outcome)> Units);

/// <summary>Command, supervisor to checkpoint: quarantine units. Sent again until acknowledged.</summary>
/// <param name="Id">Names the request.</param>
/// <param name="Who">Who wants it.</param>
/// <param name="Units">The units; none of them is being worked on, and none is dealt before this is answered.</param>
/// <param name="Reason">Why.</param>
public sealed record QuarantineUnits(long Id, string Who, ImmutableArray<long> Units, string Reason);

/// <summary>Event, checkpoint to supervisor: the journal holds that these units are quarantined.</summary>
/// <param name="Id">Names the request.</param>
/// <param name="Units">Those of the request that are quarantined now.</param>
public sealed record UnitsSetApart(long Id, ImmutableArray<ClosedUnit> Units)
{
    /// <summary>Gets the event's number in the journal; 0 when it was there before.</summary>
    public long Sequence { get; init; }
}

/// <summary>Command, supervisor to checkpoint: write how the run ended.</summary>
/// <param name="End">How.</param>
public sealed record EndRun(RunEnd End);

/// <summary>Event, checkpoint to supervisor: the journal holds the end of the run.</summary>
/// <param name="End">How.</param>
/// <param name="SnapshotsFollow">Whether a <see cref="SnapshotsEnded"/> comes: with the run the process ends, and would cut its last snapshot off.</param>
public sealed record RunRecorded(RunEnd End, bool SnapshotsFollow);

/// <summary>Event, checkpoint to supervisor: after the end of the run the last snapshot is there, too, or could not be saved.</summary>
public sealed record SnapshotsEnded
{
    /// <summary>Gets the one instance.</summary>
    public static SnapshotsEnded Instance { get; } = new();
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using Akka.Actor;

namespace ActorBackfill.Engine.Committing;

/// <summary>Command, worker to committer: commit these units; they are yours now.</summary>
/// <param name="Results">One or more.</param>
public sealed record HandOver(ImmutableArray<UnitResult> Results);

/// <summary>Event, committer to checkpoint: the sink holds these; journal them. Told again to a new checkpoint while not journaled.</summary>
/// <param name="Commits">In order; several when a group was split.</param>
public sealed record GroupCommitted(ImmutableArray<UnitsSettled> Commits);

/// <summary>Event, checkpoint to committer: the journal holds every commit up to this one.</summary>
/// <param name="N">The commit.</param>
public sealed record Journaled(long N);

/// <summary>Command, supervisor to committer: a new checkpoint actor takes the commits from now on.</summary>
/// <param name="Checkpoint">The actor.</param>
/// <param name="N">The last commit it holds.</param>
public sealed record UseCheckpoint(IActorRef Checkpoint, long N);

/// <summary>Event, committer to supervisor: the sink refused units; each attempt has failed.</summary>
/// <param name="Units">The units and why.</param>
public sealed record UnitsRefused(ImmutableArray<RefusedUnit> Units);

/// <summary>
/// Event, committer to checkpoint: the sink had these units already; nothing was written for them. The checkpoint tells the supervisor once
/// the journal has them, too.
/// </summary>
/// <param name="Units">The units.</param>
public sealed record UnitsAlreadySettled(ImmutableArray<UnitResult> Units);

/// <summary>Event, committer to supervisor, and on to stats: commits rejected rows.</summary>
/// <param name="Rows">How many.</param>
public sealed record RowsRejected(long Rows);

/// <summary>Event, committer to supervisor, and on to stats: what units brought is in the sink.</summary>
/// <param name="Units">Units with rows.</param>
/// <param name="Tables">Their rows by table.</param>
public sealed record RowsCommitted(int Units, ImmutableArray<TableCount> Tables)
{
    /// <summary>Gets how long the sink took for the group.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>Event, committer to supervisor: the sink takes nothing now, or takes commits again.</summary>
/// <param name="Reason">Why; null when it takes commits again.</param>
public sealed record SinkBlocked(string? Reason);

/// <summary>Event, committer to supervisor: nothing can be committed any more in this run.</summary>
/// <param name="FenceLost">Whether another run owns the sink; otherwise the sink stayed unavailable beyond its budget.</param>
/// <param name="Reason">The sentence for the person who has to act.</param>
public sealed record SinkLost(bool FenceLost, string Reason);

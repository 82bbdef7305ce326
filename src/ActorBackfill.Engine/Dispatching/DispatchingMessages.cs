using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using Akka.Actor;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>One attempt that is dealt to a worker.</summary>
/// <param name="Index">The unit's place in the plan.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Replaces">Whether the unit is settled already and is done again.</param>
public readonly record struct UnitAttempt(long Index, int Attempt, bool Replaces);

/// <summary>Command, worker to supervisor: I have started and hold nothing; deal me units.</summary>
/// <param name="Worker">Who.</param>
public sealed record RequestWork(IActorRef Worker);

/// <summary>Command, supervisor to worker: do these units, in this order.</summary>
/// <param name="Lease">Names this assignment; what is said of another lease is stale.</param>
/// <param name="Units">One or more; several only when units are so short that messages would outweigh them.</param>
public sealed record AssignUnits(long Lease, ImmutableArray<UnitAttempt> Units);

/// <summary>An attempt that brought no rows.</summary>
/// <param name="Unit">Which attempt.</param>
/// <param name="Outcome">Skipped or failed.</param>
/// <param name="Category">Why it failed; meaningless when skipped.</param>
/// <param name="Text">One sentence.</param>
/// <param name="CanRetry">Whether another attempt can help.</param>
/// <param name="RetryAfter">How long the server asked to wait, or null.</param>
/// <param name="Milliseconds">How long the attempt took.</param>
public sealed record AttemptWithoutRows(
    UnitAttempt Unit, UnitOutcome Outcome, FailureCategory Category, string Text, bool CanRetry, TimeSpan? RetryAfter, int Milliseconds)
{
    /// <summary>Gets whether the request that failed was another unit's too, which tells of it.</summary>
    public bool IsShared { get; init; }
}

/// <summary>
/// Event, worker to supervisor: a lease has ended; all its units but those listed were handed to the writer. Asks for work as well.
/// </summary>
/// <param name="Lease">Which.</param>
/// <param name="Worker">Who.</param>
/// <param name="WithoutRows">The attempts that brought no rows.</param>
/// <param name="HandedOverBytes">Memory of what was handed to the writer.</param>
/// <param name="Requests">Requests made.</param>
/// <param name="Duplicates">Rows dropped because a later one of the unit had their key.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record LeaseEnded(
    long Lease,
    IActorRef Worker,
    ImmutableArray<AttemptWithoutRows> WithoutRows,
    long HandedOverBytes,
    int Requests,
    int Duplicates,
    TimeSpan Elapsed)
{
    /// <summary>Gets what was odd about units and was no failure; at most <see cref="MostWarnings"/>.</summary>
    public ImmutableArray<UnitWarning> Warnings { get; init; } = [];

    /// <summary>Gets the rows that it handed over.</summary>
    public long Rows { get; init; }

    /// <summary>Gets the warnings that a lease tells; a source that warns about every unit has said it by then.</summary>
    public static int MostWarnings => 100;
}

/// <summary>What was odd about a unit and was no failure by the job's word.</summary>
/// <param name="Key">The unit.</param>
/// <param name="Text">One sentence.</param>
public sealed record UnitWarning(string Key, string Text);

/// <summary>
/// Event, worker to supervisor: an attempt has not ended although it was told to; its slot is lost, what it still gives counts for nothing,
/// and the worker begins anew with everything its own.
/// </summary>
/// <param name="Lease">Which.</param>
/// <param name="Worker">Who.</param>
/// <param name="Hung">The attempt, as it fails.</param>
/// <param name="Ended">How many units of the lease had ended before it.</param>
/// <param name="WithoutRows">Those of them that brought no rows.</param>
/// <param name="HandedOverBytes">Memory of what was handed to the writer.</param>
/// <param name="Requests">Requests made by attempts that ended.</param>
/// <param name="Duplicates">Rows dropped because a later one of the unit had their key.</param>
public sealed record SlotLost(
    long Lease,
    IActorRef Worker,
    AttemptWithoutRows Hung,
    int Ended,
    ImmutableArray<AttemptWithoutRows> WithoutRows,
    long HandedOverBytes,
    int Requests,
    int Duplicates)
{
    /// <summary>Gets what was odd about the units that ended.</summary>
    public ImmutableArray<UnitWarning> Warnings { get; init; } = [];
}

/// <summary>Command, supervisor to all workers: cancel what you do; it runs again on resume.</summary>
public sealed record CancelWork
{
    /// <summary>Gets the one instance.</summary>
    public static CancelWork Instance { get; } = new();
}

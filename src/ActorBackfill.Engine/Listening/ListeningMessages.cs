using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Engine.Listening;

/// <summary>Event, supervisor to listeners: what the journal holds. At the start, and again after the journal was away: it replaces what was known.</summary>
/// <param name="Plan">The plan, with the journal's ordinals.</param>
/// <param name="State">What the journal says, a copy; only read.</param>
/// <param name="RunsAgain">Whether units that are settled run again.</param>
public sealed record UnitsKnown(Plan Plan, CheckpointState State, bool RunsAgain);

/// <summary>Event, supervisor to listeners: the journal holds the end of these units. In the journal's order.</summary>
/// <param name="Units">One or more.</param>
public sealed record UnitsEnded(ImmutableArray<EndedUnit> Units);

/// <summary>How one unit ended.</summary>
/// <param name="Ordinal">Which.</param>
/// <param name="Outcome">How.</param>
/// <param name="Rows">Rows of all tables; 0 unless done.</param>
/// <param name="Milliseconds">How long the last attempt took.</param>
/// <param name="Text">Why it was declined or failed; null when it was not.</param>
public readonly record struct EndedUnit(long Ordinal, UnitOutcome Outcome, long Rows, int Milliseconds, string? Text)
{
    /// <summary>Gets the category of the failure; null when it did not fail.</summary>
    public string? Category { get; init; }

    /// <summary>Gets whether somebody parked it: nothing was done for it in this run.</summary>
    public bool IsParked { get; init; }
}

/// <summary>Event, checkpoint to listeners: the journal took a write.</summary>
/// <param name="Events">How many events it held.</param>
/// <param name="Took">How long it took, from the write to the last event's acknowledgement.</param>
public sealed record JournalWritten(int Events, TimeSpan Took);

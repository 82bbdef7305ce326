using System.Collections.Immutable;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>One attempt that failed and was to be made again.</summary>
/// <param name="Ordinal">Of which unit.</param>
/// <param name="Attempt">Which attempt, from 1; the same one again when a server only asked to wait.</param>
/// <param name="Category">Why, as <see cref="Outcomes.FailureCategories.Name"/> writes it.</param>
/// <param name="Text">One sentence, at most <see cref="MaxText"/> characters.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="At">When it ended.</param>
public sealed record FailedAttempt(long Ordinal, int Attempt, string Category, string Text, int Milliseconds, DateTimeOffset At)
{
    /// <summary>The longest <see cref="Text"/> in characters: a timeline needs the cause, the last attempt's text says the rest.</summary>
    public const int MaxText = 300;

    /// <summary>Gets a text that is not too long; a character of two halves is not cut in two.</summary>
    /// <param name="text">Any text.</param>
    public static string Shorten(string text) => text.Length <= MaxText ? text
        : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];
}

/// <summary>
/// Event, manifest <c>af1</c>: attempts failed that are made again; the last attempt of a unit stands in <see cref="UnitsClosed"/> or
/// <see cref="UnitsSettled"/>. For people; no state follows from it.
/// </summary>
/// <param name="RunId">In which run.</param>
/// <param name="At">When it was written.</param>
/// <param name="Attempts">The attempts in the order they ended.</param>
public sealed record AttemptsFailed(string RunId, DateTimeOffset At, ImmutableArray<FailedAttempt> Attempts) : ICheckpointEvent;

/// <summary>
/// Event, manifest <c>rq1</c>: somebody asked for these units to be tried again. Failed, skipped and quarantined ones are open again, and
/// what they failed before is not held against them; settled ones stay settled until a commit replaces them.
/// </summary>
/// <param name="By">Who: a user's name, or <c>heal</c>.</param>
/// <param name="At">When.</param>
/// <param name="Units">Ordinals as runs: first, count, first, count.</param>
/// <param name="Reason">Why, one sentence for the person who reads the history.</param>
public sealed record UnitsRequeued(string By, DateTimeOffset At, ImmutableArray<long> Units, string Reason) : ICheckpointEvent;

/// <summary>
/// Event, manifest <c>qu1</c>: somebody parked these units. Open and failed ones are quarantined, failed ones with the cause they had; settled,
/// skipped and quarantined ones stay what they are. <see cref="UnitsRequeued"/> takes it back.
/// </summary>
/// <param name="By">Who: a user's name.</param>
/// <param name="At">When.</param>
/// <param name="Units">Ordinals as runs: first, count, first, count.</param>
/// <param name="Reason">Why, one sentence for the person who reads the history.</param>
public sealed record UnitsQuarantined(string By, DateTimeOffset At, ImmutableArray<long> Units, string Reason) : ICheckpointEvent;

/// <summary>Event, manifest <c>bo1</c>: a breaker opened, or stays open after its probe failed.</summary>
/// <param name="RunId">In which run.</param>
/// <param name="At">When.</param>
/// <param name="Key"><c>source</c>, or the entity as in unit keys: <c>player=42</c>.</param>
/// <param name="Until">When one probe is let through.</param>
/// <param name="Failures">Failures in a row that led to it.</param>
/// <param name="Category">The last one's category.</param>
/// <param name="Cause">The last one's text, the real cause.</param>
public sealed record BreakerOpened(string RunId, DateTimeOffset At, string Key, DateTimeOffset Until, int Failures, string Category, string Cause)
    : ICheckpointEvent;

/// <summary>Event, manifest <c>bc1</c>: a breaker closed, because its probe went well.</summary>
/// <param name="RunId">In which run.</param>
/// <param name="At">When.</param>
/// <param name="Key">As it was opened.</param>
public sealed record BreakerClosed(string RunId, DateTimeOffset At, string Key) : ICheckpointEvent;

/// <summary>Event, manifest <c>pd1</c>: the process of a run died; these units were being worked on, found at the next start.</summary>
/// <param name="RunId">The run that died.</param>
/// <param name="At">When it was found out.</param>
/// <param name="Units">Ordinals as runs: first, count, first, count; not empty.</param>
public sealed record ProcessDied(string RunId, DateTimeOffset At, ImmutableArray<long> Units) : ICheckpointEvent;

/// <summary>A unit that was being worked on when processes died.</summary>
/// <param name="Ordinal">Which.</param>
/// <param name="Deaths">How many, in a row: a unit that gets an outcome starts again at none.</param>
/// <param name="WasAlone">Whether nothing else was being worked on at the last one.</param>
public sealed record CrashedUnit(long Ordinal, int Deaths, bool WasAlone);

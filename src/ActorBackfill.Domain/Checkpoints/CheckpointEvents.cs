using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>
/// What the journal of a job holds. Versioned by adding types only; each has a short manifest that never changes
/// (<see cref="CheckpointCodec"/>). Times are UTC, durations milliseconds.
/// </summary>
public interface ICheckpointEvent;

/// <summary>Event, manifest <c>rs1</c>: a process began a run of the job.</summary>
/// <param name="Run">The run's number for people, from 1.</param>
/// <param name="RunId">The fence: 32 hexadecimal digits, random.</param>
/// <param name="At">When.</param>
/// <param name="Job">The job's identity text.</param>
/// <param name="SinkId">Which sink, 32 hexadecimal digits, random when the sink was first used.</param>
/// <param name="PlanFingerprint">Which plan.</param>
/// <param name="Units">Units of the plan.</param>
/// <param name="RunsAgain">Whether finished units run again (<c>--no-resume</c>).</param>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">The process.</param>
public sealed record RunStarted(
    int Run, string RunId, DateTimeOffset At, string Job, string SinkId, string PlanFingerprint, long Units, bool RunsAgain, string Host, int ProcessId)
    : ICheckpointEvent;

/// <summary>Event, manifest <c>vr1</c>: values of a list dimension got their numbers.</summary>
/// <param name="Dimension">The dimension's name.</param>
/// <param name="First">Number of the first of them.</param>
/// <param name="Values">The values in number order.</param>
public sealed record ValuesRegistered(string Dimension, long First, ImmutableArray<string> Values) : ICheckpointEvent;

/// <summary>Event, manifest <c>us1</c>: one sink commit settled these units. Also kept in the sink as the outbox of that commit.</summary>
/// <param name="N">The commit's number in the job's life, from 1.</param>
/// <param name="RunId">Which run committed it.</param>
/// <param name="At">When.</param>
/// <param name="Units">The units, packed by <see cref="SettledUnits"/>.</param>
public sealed record UnitsSettled(long N, string RunId, DateTimeOffset At, string Units) : ICheckpointEvent
{
    /// <summary>Gets the chain after this commit, or null before the codec has computed it; see <see cref="CommitChain"/>.</summary>
    public string? Chain { get; init; }

    /// <summary>Gets the units, unpacked.</summary>
    /// <exception cref="CorruptEventException">The packed text is damaged.</exception>
    public IReadOnlyList<SettledUnit> Unpack() => SettledUnits.Unpack(Units);
}

/// <summary>One unit that ended without rows in the sink.</summary>
/// <param name="Ordinal">Which.</param>
/// <param name="Outcome">Skipped, failed or quarantined.</param>
/// <param name="Attempt">The attempt that ended it, from 1; 0 when it was parked before it was tried.</param>
/// <param name="Category">Why, as <see cref="FailureCategories.Name"/> writes it; null for skipped units.</param>
/// <param name="Text">One sentence, at most 1,000 characters.</param>
/// <param name="Milliseconds">How long that attempt took.</param>
public sealed record ClosedUnit(long Ordinal, UnitOutcome Outcome, int Attempt, string? Category, string Text, int Milliseconds)
{
    /// <summary>The longest <see cref="Text"/> in characters.</summary>
    public const int MaxText = 1_000;

    /// <summary>Gets in how many runs in a row it has failed by its own fault, this one included; 0 in events of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FailedRuns { get; init; }

    /// <summary>Gets what a unit is once somebody has parked it: quarantined, for the cause for which it failed, or else for the reason given.</summary>
    /// <param name="ordinal">Which.</param>
    /// <param name="failed">How it failed; null when it was open.</param>
    /// <param name="reason">Why it is parked.</param>
    public static ClosedUnit Parked(long ordinal, ClosedUnit? failed, string reason) => failed is not null
        ? failed with { Outcome = UnitOutcome.Quarantined }
        : new ClosedUnit(ordinal, UnitOutcome.Quarantined, 0, FailureCategory.Parked.Name(), Shorten(reason), 0);

    /// <summary>Gets a text that is not too long; a character of two halves is not cut in two.</summary>
    /// <param name="text">Any text.</param>
    public static string Shorten(string text) => text.Length <= MaxText ? text
        : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];
}

/// <summary>Event, manifest <c>uc1</c>: units ended without rows in the sink.</summary>
/// <param name="RunId">In which run.</param>
/// <param name="At">When.</param>
/// <param name="Units">The units.</param>
public sealed record UnitsClosed(string RunId, DateTimeOffset At, ImmutableArray<ClosedUnit> Units) : ICheckpointEvent;

/// <summary>Event, manifest <c>sr1</c>: the sink turned out to be behind the journal, or on another branch; the journal follows it.</summary>
/// <param name="N">The sink's last commit.</param>
/// <param name="Chain">The sink's chain.</param>
/// <param name="SinkId">Which sink.</param>
/// <param name="At">When.</param>
/// <param name="Units">Ordinals that are no longer settled, as runs: first, count, first, count.</param>
public sealed record SinkReverted(long N, string? Chain, string SinkId, DateTimeOffset At, ImmutableArray<long> Units) : ICheckpointEvent;

/// <summary>Event, manifest <c>la1</c>: units were found settled in the ledger and are taken over (repair, an adopted sink).</summary>
/// <param name="N">The sink's last commit.</param>
/// <param name="Chain">The sink's chain.</param>
/// <param name="SinkId">Which sink.</param>
/// <param name="At">When.</param>
/// <param name="Units">The units, packed by <see cref="SettledUnits"/>.</param>
public sealed record LedgerAdopted(long N, string? Chain, string SinkId, DateTimeOffset At, string Units) : ICheckpointEvent;

/// <summary>
/// Event, manifest <c>ur1</c>: a run without resume (<c>--no-resume</c>) began; these settled units run again. They stay settled, and to be
/// run, until a commit replaces them: in this run or, when it is cut off, in the next.
/// </summary>
/// <param name="RunId">Which run.</param>
/// <param name="At">When.</param>
/// <param name="Units">Ordinals as runs: first, count, first, count.</param>
public sealed record UnitsReopened(string RunId, DateTimeOffset At, ImmutableArray<long> Units) : ICheckpointEvent;

/// <summary>How a run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunEnd>))]
public enum RunEnd
{
    /// <summary>Every unit of the plan has an outcome.</summary>
    Finished,

    /// <summary>A person or a signal stopped it; resumable.</summary>
    Stopped,

    /// <summary>Another process took the job over.</summary>
    FenceLost,

    /// <summary>The sink could not be used any more.</summary>
    SinkUnusable,

    /// <summary>A rule stopped it: too many failures, credentials refused, a source that stays away.</summary>
    StoppedByPolicy,

    /// <summary>The source failed everything until the give-up time ran out, and no unit succeeded.</summary>
    SourceUnusable,
}

/// <summary>Event, manifest <c>re1</c>: a run ended in order. A run without it was killed.</summary>
/// <param name="RunId">Which run.</param>
/// <param name="At">When.</param>
/// <param name="End">How.</param>
public sealed record RunEnded(string RunId, DateTimeOffset At, RunEnd End) : ICheckpointEvent;

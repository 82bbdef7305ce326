using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Runs;

/// <summary>All there is to say about one run.</summary>
public sealed record RunView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the run's number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets one word: running, finished, stopped, crashed, or another end.</summary>
    public required string State { get; init; }

    /// <summary>Gets the number of the last journal event that is counted.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets name and value of each fact.</summary>
    public required ImmutableArray<RunFact> Facts { get; init; }

    /// <summary>Gets the failures that stood at its end, most units first.</summary>
    public ImmutableArray<RunFailure> Failures { get; init; } = [];

    /// <summary>Gets what was changed while it went on and since, the oldest first.</summary>
    public ImmutableArray<RunChangeLine> Changes { get; init; } = [];

    /// <summary>Gets the number of the run before; null when there is none.</summary>
    public int? Before { get; init; }
}

/// <summary>One fact.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">What it is.</param>
public sealed record RunFact(string Name, string Value);

/// <summary>Failures of one kind.</summary>
/// <param name="Group">The group's number; null when it has none.</param>
/// <param name="What">How many, and of which category.</param>
/// <param name="Cause">The normalised text.</param>
/// <param name="Sample">One of them.</param>
/// <param name="Hint">Why a retry is useless; blank when it is not.</param>
public sealed record RunFailure(long? Group, string What, string Cause, string Sample, string Hint);

/// <summary>One thing that somebody or something did.</summary>
/// <param name="At">When.</param>
/// <param name="What">What.</param>
/// <param name="By">Who; blank when it was the program.</param>
public sealed record RunChangeLine(string At, string What, string By);

using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Compare;

/// <summary>What is different between the ends of two runs of a job.</summary>
public sealed record CompareView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the one run.</summary>
    public required ComparedRun A { get; init; }

    /// <summary>Gets the other.</summary>
    public required ComparedRun B { get; init; }

    /// <summary>Gets the number of the journal event that every figure has taken in.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the units that were settled at both ends with the same rows and content.</summary>
    public long Same { get; init; }

    /// <summary>Gets the units that are not the same, by kind: appeared, vanished, content, outcome.</summary>
    public required ImmutableArray<ComparedKind> Kinds { get; init; }

    /// <summary>Gets the first units of each kind.</summary>
    public ImmutableArray<ComparedUnit> Units { get; init; } = [];

    /// <summary>Gets the failure groups of either end.</summary>
    public ImmutableArray<ComparedGroup> Groups { get; init; } = [];

    /// <summary>Gets whether both ends hold the same.</summary>
    public bool IsEqual => Kinds.All(k => k.Units == 0);
}

/// <summary>One of the two runs.</summary>
public sealed record ComparedRun
{
    /// <summary>Gets its number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets one word: running, finished, stopped, crashed, or another end.</summary>
    public required string State { get; init; }

    /// <summary>Gets the fingerprint of its plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Gets how long it lasted.</summary>
    public required string Duration { get; init; }

    /// <summary>Gets the workers it began with; null when it is not known.</summary>
    public int? Workers { get; init; }

    /// <summary>Gets the units that were settled at its end.</summary>
    public long Settled { get; init; }

    /// <summary>Gets their rows.</summary>
    public long Rows { get; init; }

    /// <summary>Gets the units that ended in it.</summary>
    public long Ended { get; init; }

    /// <summary>Gets how long half of its units took at most; null when none ended in it.</summary>
    public string? Median { get; init; }

    /// <summary>Gets how long 95 of 100 took at most; null when none ended in it.</summary>
    public string? P95 { get; init; }

    /// <summary>Gets how long the longest took; null when none ended in it.</summary>
    public string? Longest { get; init; }
}

/// <summary>Units that differ in one way.</summary>
/// <param name="Kind">How.</param>
/// <param name="Units">How many.</param>
public sealed record ComparedKind(string Kind, long Units);

/// <summary>One unit that is not the same.</summary>
/// <param name="Unit">Its key.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="InA">What it was at the end of the one run.</param>
/// <param name="InB">What it was at the end of the other.</param>
public sealed record ComparedUnit(string Unit, string Kind, string InA, string InB);

/// <summary>One kind of failure.</summary>
/// <param name="Category">Why.</param>
/// <param name="Cause">The normalised text.</param>
/// <param name="InA">Its units at the end of the one run.</param>
/// <param name="InB">Its units at the end of the other.</param>
public sealed record ComparedGroup(string Category, string Cause, long InA, long InB);

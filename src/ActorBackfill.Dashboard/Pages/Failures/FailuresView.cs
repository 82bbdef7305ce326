using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Failures;

/// <summary>What failed of a job, grouped by cause, as of one event of its journal.</summary>
public sealed record FailuresView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the number of the journal event that every figure has taken in.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the units that failed or are set apart.</summary>
    public long Units { get; init; }

    /// <summary>Gets the groups, most units first; of very many the largest.</summary>
    public required ImmutableArray<FailureGroupView> Groups { get; init; }

    /// <summary>Gets how many smaller groups there are beside these.</summary>
    public int Further { get; init; }
}

/// <summary>Units that failed for one cause.</summary>
public sealed record FailureGroupView
{
    /// <summary>Gets its number for people.</summary>
    public required long Id { get; init; }

    /// <summary>Gets why, as the journal has it: <c>timeout</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Gets the text that its units share, without numbers and names.</summary>
    public required string Cause { get; init; }

    /// <summary>Gets its units.</summary>
    public required long Count { get; init; }

    /// <summary>Gets those of them that are set apart: a retry leaves them.</summary>
    public long Quarantined { get; init; }

    /// <summary>Gets when the first unit failed so.</summary>
    public required string First { get; init; }

    /// <summary>Gets when the last one did.</summary>
    public required string Last { get; init; }

    /// <summary>Gets the key of a unit.</summary>
    public required string Sample { get; init; }

    /// <summary>Gets that unit's text as it was.</summary>
    public required string SampleText { get; init; }

    /// <summary>Gets what has to change before a retry is of use; null when nothing has to.</summary>
    public string? Hint { get; init; }

    /// <summary>Gets how many units failed so in each of equal parts of the time from <see cref="First"/> to <see cref="Last"/>.</summary>
    public ImmutableArray<long> Times { get; init; } = [];

    /// <summary>Gets the command that does what the button does.</summary>
    public required string Retry { get; init; }
}

using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Log;

/// <summary>The end of the log of a run.</summary>
public sealed record LogView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the run's number; null when there is none yet.</summary>
    public int? Run { get; init; }

    /// <summary>Gets what was asked for.</summary>
    public required LogQuery Query { get; init; }

    /// <summary>Gets the lines, the newest last.</summary>
    public ImmutableArray<LogLine> Lines { get; init; } = [];

    /// <summary>Gets how large the log is, as people read it; null when there is none.</summary>
    public string? Size { get; init; }

    /// <summary>Gets whether there is more before these lines than was looked at.</summary>
    public bool IsCut { get; init; }
}

/// <summary>Which lines of a log are wanted.</summary>
/// <param name="Run">The run's number; null means the last one.</param>
/// <param name="Level">The least grave level: <c>debug</c>, <c>information</c>, <c>warning</c> or <c>error</c>; anything else means all.</param>
/// <param name="Text">What a line has to contain, the key of a unit say; blank means anything.</param>
public sealed record LogQuery(int? Run, string? Level, string? Text);

/// <summary>One line of a log.</summary>
/// <param name="At">When, as it stands there; blank for lines that go on with the one before.</param>
/// <param name="Level">debug, information, warning or error.</param>
/// <param name="Text">The line.</param>
public sealed record LogLine(string At, string Level, string Text);

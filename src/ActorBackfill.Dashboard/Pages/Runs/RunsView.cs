using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Runs;

/// <summary>The runs of a job, newest first.</summary>
public sealed record RunsView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the runs.</summary>
    public required ImmutableArray<string> Runs { get; init; }
}

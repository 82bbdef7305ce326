using System.Collections.Immutable;

namespace ActorBackfill.Host.Sets;

/// <summary>Several jobs that one command runs one after the other: <c>set = uk-statistics</c> in a file of its own.</summary>
internal sealed record JobSet
{
    /// <summary>Gets its name. Key <c>set</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the jobs in their order: the name that <c>--entities</c> chooses by, and the job's file. Block <c>jobs</c>; at least one.</summary>
    public required ImmutableArray<(string Name, string Job)> Jobs { get; init; }

    /// <summary>Gets the units a second that a plan counts with. Key <c>pace</c>; null, the default, where only measured times count.</summary>
    public double? Pace { get; init; }

    /// <summary>Gets the folder of checkpoints and reports, relative to the current one. Key <c>logs</c>; null, the default, for none.</summary>
    public string? Logs { get; init; }
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Dashboard.Pages.Jobs;

/// <summary>The jobs there are.</summary>
/// <param name="Jobs">In the order of their names.</param>
public sealed record JobsView(ImmutableArray<JobRow> Jobs);

/// <summary>One of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state in one word, as <c>status</c> says it; <c>unreadable</c> when it cannot be told.</param>
public sealed record JobRow(string Name, string State)
{
    /// <summary>Gets its units; null when they cannot be told.</summary>
    public UnitCounts? Units { get; init; }

    /// <summary>Gets the seconds left; null when nothing runs, or it cannot be told.</summary>
    public (double Low, double High)? EtaSeconds { get; init; }

    /// <summary>Gets when its last run began; null before the first.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>Gets the command to go on with; null when nothing is to be done.</summary>
    public string? Next { get; init; }

    /// <summary>Gets why it cannot be told how far it is; null when it can.</summary>
    public string? Problem { get; init; }
}

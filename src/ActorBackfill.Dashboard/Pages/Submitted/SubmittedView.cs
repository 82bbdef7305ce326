using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Submitted;

/// <summary>The jobs that were submitted to a server.</summary>
/// <param name="Jobs">The newest first.</param>
public sealed record SubmittedView(ImmutableArray<SubmittedRow> Jobs)
{
    /// <summary>Gets how many older ones there are.</summary>
    public long Older { get; init; }

    /// <summary>Gets why there is none, or what is shown may be old; null when it is of now.</summary>
    public string? Problem { get; init; }
}

/// <summary>One of them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">As the API says it: <c>queued</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
public sealed record SubmittedRow(string Id, string Status)
{
    /// <summary>Gets what it collects, as the API says it.</summary>
    public required string Type { get; init; }

    /// <summary>Gets where it looks, as the API says it.</summary>
    public required string Mode { get; init; }

    /// <summary>Gets when it was submitted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Gets when it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets its items.</summary>
    public required long Items { get; init; }

    /// <summary>Gets the items of which at least one source had something; null before its end.</summary>
    public long? Successful { get; init; }

    /// <summary>Gets the items that ended otherwise; null before its end.</summary>
    public long? Failed { get; init; }

    /// <summary>Gets why it failed, or what else there is to say; null when nothing.</summary>
    public string? Message { get; init; }

    /// <summary>Gets whether somebody has paused it.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Gets whether it can go on with what it has left.</summary>
    public bool CanResume { get; init; }

    /// <summary>Gets whether it can be cancelled.</summary>
    public bool CanCancel { get; init; }

    /// <summary>Gets its runs that have begun: what their pages call them.</summary>
    public ImmutableArray<string> Runs { get; init; } = [];
}

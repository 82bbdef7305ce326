using System.Collections.Immutable;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>A submitted job as the manager knows it.</summary>
internal sealed record SubmittedJob
{
    /// <summary>Gets its id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its place in the order of submission, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Gets when it was submitted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Gets its distinct identifiers.</summary>
    public required int Items { get; init; }

    /// <summary>Gets what was asked for.</summary>
    public required JobRequest Request { get; init; }

    /// <summary>Gets how far it is.</summary>
    public JobStatus Status { get; init; }

    /// <summary>Gets whether somebody asked for its end for good while it runs.</summary>
    public bool IsCancelling { get; init; }

    /// <summary>Gets whether somebody asked it to stop while it runs.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Gets since when it is paused; null when it is not.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Gets the units at a time that somebody asked for; null means as the serve file says.</summary>
    public int? Workers { get; init; }

    /// <summary>Gets the command that limits its requests, a <see cref="LimitJob"/>; null means as the serve file says.</summary>
    public JobChanged? Limited { get; init; }

    /// <summary>Gets whether units were opened again while it runs, so that it begins once more when its runs have ended.</summary>
    public bool IsWantedAgain { get; init; }

    /// <summary>Gets the last commands that it took, the oldest first; at most 20.</summary>
    public ImmutableArray<JobChanged> Changes { get; init; } = [];

    /// <summary>Gets when it began, the last time; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets its figures at the end; null before, and when it never began.</summary>
    public JobFigures? Figures { get; init; }

    /// <summary>Gets its figures when it ended the last time; null when it has not gone on since.</summary>
    public JobFigures? Earlier { get; init; }

    /// <summary>Gets why it failed, or what else there is to say; null when nothing.</summary>
    public string? Message { get; init; }

    /// <summary>Gets whether it has ended.</summary>
    public bool IsOver => Status is JobStatus.Completed or JobStatus.Failed or JobStatus.Cancelled or JobStatus.Stopped;

    /// <summary>Gets the requests a second to each source that somebody asked for; null means as the serve file says.</summary>
    public double? PerSecond => (Limited?.Change as LimitJob)?.PerSecond;
}

/// <summary>Items of a job by how they ended, and what its runs did.</summary>
/// <param name="Total">All items.</param>
/// <param name="Successful">Items of which at least one source had something.</param>
/// <param name="Failed">Items that have ended otherwise.</param>
/// <param name="Errors">Parts of items that failed, those of successful items included.</param>
/// <param name="Api">What the runs against the API did.</param>
/// <param name="Scraper">What the runs against pages did.</param>
internal sealed record JobFigures(int Total, int Successful, int Failed, int Errors, SourceFigures Api, SourceFigures Scraper)
{
    /// <summary>Gets the items that have ended.</summary>
    public int Completed => Successful + Failed;

    /// <summary>Gets these items, with what earlier runs did added to what its runs did.</summary>
    /// <param name="earlier">The figures before; null for none.</param>
    public JobFigures After(JobFigures? earlier) => earlier is null ? this : this with { Api = Api.Plus(earlier.Api), Scraper = Scraper.Plus(earlier.Scraper) };

    /// <summary>Gets how far the job is, 0 to 100.</summary>
    public double Progress => Total == 0 ? 100 : 100.0 * Completed / Total;

    /// <summary>Gets the text for people.</summary>
    public string Text => FormattableString.Invariant($"Processing {Completed}/{Total} items\nSuccessful: {Successful}, Failed: {Failed}");
}

/// <summary>What runs against one source did.</summary>
/// <param name="Units">Units that got their outcome.</param>
/// <param name="Requests">Requests made.</param>
/// <param name="Retries">Attempts that failed and were made again.</param>
/// <param name="Rows">Rows committed.</param>
internal sealed record SourceFigures(long Units, long Requests, long Retries, long Rows)
{
    /// <summary>Gets the figures of a source that nobody asked.</summary>
    public static SourceFigures None { get; } = new(0, 0, 0, 0);

    /// <summary>Gets the sum of two.</summary>
    public SourceFigures Plus(SourceFigures other) => new(Units + other.Units, Requests + other.Requests, Retries + other.Retries, Rows + other.Rows);
}

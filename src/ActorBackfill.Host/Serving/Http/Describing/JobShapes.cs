using System.Text.Json;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;

namespace ActorBackfill.Host.Serving.Http.Describing;

// Answers are written by hand (JobJson, ResultsJson, StatisticsJson): these say for the API's document what they are like, and a test holds both together.

/// <summary>A submitted job.</summary>
internal sealed record JobShape
{
    /// <summary>Its id, 12 characters.</summary>
    public required string JobId { get; init; }

    /// <summary>How far it is.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Whether it ends for good, and units in flight are being cancelled.</summary>
    public required bool Cancelling { get; init; }

    /// <summary>Whether it stops, and units in flight come to their end.</summary>
    public required bool Stopping { get; init; }

    /// <summary>Since when it is paused; null when it is not.</summary>
    public required DateTimeOffset? PausedSince { get; init; }

    /// <summary>Units at a time that somebody asked for; null is the serve file's number.</summary>
    public required int? Workers { get; init; }

    /// <summary>Requests to each source that somebody asked for, 2/s; null is the serve file's rate.</summary>
    public required string? Rate { get; init; }

    /// <summary>What is collected.</summary>
    public required JobType JobType { get; init; }

    /// <summary>What the identifiers are.</summary>
    public required string SearchType { get; init; }

    /// <summary>Where it is looked for.</summary>
    public required ProcessingMode ProcessingMode { get; init; }

    /// <summary>Which of the waiting jobs begins first.</summary>
    public required JobPriority Priority { get; init; }

    /// <summary>Its switches.</summary>
    public required JobParameters Parameters { get; init; }

    /// <summary>Its distinct identifiers.</summary>
    public required int TotalItems { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When it began, the last time; null before.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed, or what else there is to say; null when nothing.</summary>
    public required string? Message { get; init; }

    /// <summary>Its items; left out while nobody has counted them.</summary>
    public ProgressShape? Progress { get; init; }

    /// <summary>Identifiers that were there twice; of a new job alone.</summary>
    public int? Duplicates { get; init; }

    /// <summary>How far each source is; of a single job alone.</summary>
    public IReadOnlyList<SourceShape>? Sources { get; init; }

    /// <summary>The last commands, the oldest first, at most 20; of a single job alone.</summary>
    public IReadOnlyList<ChangeShape>? Changes { get; init; }
}

/// <summary>The items of a job.</summary>
/// <param name="Progress">Percent with one decimal.</param>
/// <param name="CompletedItems">Items that have ended.</param>
/// <param name="TotalItems">All items.</param>
/// <param name="SuccessfulItems">Items of which at least one source had something.</param>
/// <param name="FailedItems">Items that have ended otherwise.</param>
/// <param name="Text">The same for people.</param>
internal sealed record ProgressShape(double Progress, int CompletedItems, int TotalItems, int SuccessfulItems, int FailedItems, string Text);

/// <summary>How far one source of a job is.</summary>
/// <param name="Source">api, or the kind of data of its pages.</param>
/// <param name="State">What it does.</param>
/// <param name="Units">Identifiers that it is asked for; 0 while that is not known.</param>
/// <param name="Done">Those that it had something for.</param>
/// <param name="Empty">Those that it had nothing for.</param>
/// <param name="Failed">Those that failed.</param>
internal sealed record SourceShape(string Source, SourceState State, int Units, int Done, int Empty, int Failed);

/// <summary>A command that a job took.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who gave it.</param>
/// <param name="Command">What: pause, unpause, scale, rate, stop, resume, cancel, retry.</param>
/// <param name="Value">To what; null where the command says it all.</param>
/// <param name="Reason">Why; null but for a retry.</param>
internal sealed record ChangeShape(DateTimeOffset At, string Who, string Command, string? Value, string? Reason);

/// <summary>A part of the jobs.</summary>
/// <param name="Total">How many there are of that status.</param>
/// <param name="Jobs">The part.</param>
internal sealed record JobsShape(int Total, IReadOnlyList<JobShape> Jobs);

/// <summary>What the sources had for a part of a job's items.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Message">Why it failed; null when it did not.</param>
/// <param name="TotalItems">All its items.</param>
/// <param name="Progress">Its items, counted.</param>
/// <param name="Sources">How far each source is.</param>
/// <param name="Offset">How many items were passed over.</param>
/// <param name="Results">The items.</param>
/// <param name="Errors">What went wrong with these items.</param>
/// <param name="Next">The address of the following part; null for the last one.</param>
internal sealed record ResultsShape(
    string JobId, JobStatus Status, string? Message, int TotalItems, ProgressShape Progress, IReadOnlyList<SourceShape> Sources, int Offset,
    IReadOnlyList<ResultShape> Results, IReadOnlyList<ErrorShape> Errors, string? Next);

/// <summary>One item.</summary>
/// <param name="Identifier">The item.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Data">By source its rows by table; null where the source had nothing, or failed.</param>
internal sealed record ResultShape(string Identifier, ItemState Status, IReadOnlyDictionary<string, JsonElement> Data);

/// <summary>What went wrong with one item.</summary>
/// <param name="Identifier">The item.</param>
/// <param name="Source">Which source; null when none of them had it.</param>
/// <param name="Category">The category of the failure.</param>
/// <param name="Message">One sentence.</param>
internal sealed record ErrorShape(string Identifier, string? Source, string Category, string Message);

/// <summary>What the server has done.</summary>
/// <param name="TotalJobs">All jobs.</param>
/// <param name="QueuedJobs">Those that wait.</param>
/// <param name="RunningJobs">Those that run.</param>
/// <param name="CompletedJobs">Those that are complete.</param>
/// <param name="FailedJobs">Those that could not go on.</param>
/// <param name="CancelledJobs">Those that were cancelled.</param>
/// <param name="StoppedJobs">Those that were stopped.</param>
/// <param name="TotalItems">Items of the jobs that have ended.</param>
/// <param name="SuccessfulItems">Those that were successful.</param>
/// <param name="FailedItems">Those that failed.</param>
/// <param name="SuccessRatePercent">Percent with one decimal; 0 before the first.</param>
/// <param name="AverageJobTime">Seconds of a completed job; 0 before the first.</param>
/// <param name="MaxConcurrentJobs">The limit of jobs at a time.</param>
/// <param name="MaxConcurrentPerJob">The limit of units of a job at a time.</param>
/// <param name="Api">What runs against the API did.</param>
/// <param name="Scraper">What runs against pages did.</param>
internal sealed record StatisticsShape(
    int TotalJobs, int QueuedJobs, int RunningJobs, int CompletedJobs, int FailedJobs, int CancelledJobs, int StoppedJobs, long TotalItems, long SuccessfulItems, long FailedItems,
    double SuccessRatePercent, double AverageJobTime, int MaxConcurrentJobs, int MaxConcurrentPerJob, SourceFigures Api, SourceFigures Scraper);

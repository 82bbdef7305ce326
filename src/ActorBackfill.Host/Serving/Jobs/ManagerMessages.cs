using System.Collections.Immutable;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>
/// Command, API to manager: take a job, whose identifiers are written. Answered by <see cref="SubmittedJob"/>, <see cref="QueueFull"/> or
/// <see cref="ServerStopping"/>.
/// </summary>
/// <param name="Id">A new id.</param>
/// <param name="Items">Distinct identifiers.</param>
/// <param name="Request">What is asked for.</param>
internal sealed record SubmitJob(string Id, int Items, JobRequest Request);

/// <summary>
/// Command, API to manager: change a job. Journaled as <see cref="JobChanged"/>, then it takes effect, then it is answered by
/// <see cref="SubmittedJob"/>; or by <see cref="JobUnknown"/>, <see cref="JobRefused"/> or <see cref="QueueFull"/>.
/// </summary>
/// <param name="Id">Which.</param>
/// <param name="Who">Who asks, for the journal.</param>
/// <param name="Change">What.</param>
internal sealed record ChangeJob(string Id, string Who, JobChange Change);

/// <summary>Query, API to manager; answered by <see cref="SubmittedJob"/> or <see cref="JobUnknown"/>.</summary>
/// <param name="Id">Which.</param>
internal sealed record GetJob(string Id);

/// <summary>
/// Query, API to manager: answered by <see cref="SubmittedJob"/> when the job is over, by <see cref="JobUnknown"/> or <see cref="ServerStopping"/>;
/// where too many wait, at once.
/// </summary>
/// <param name="Id">Which.</param>
internal sealed record AwaitJob(string Id);

/// <summary>Query, API to manager; answered by <see cref="SubmittedJobs"/>.</summary>
internal sealed record GetJobs
{
    public static GetJobs Instance { get; } = new();
}

/// <summary>Query, API to manager: do you take jobs? Answered by <see cref="TakingJobs"/> or <see cref="ServerStopping"/>, once the journal is read.</summary>
internal sealed record GetReadiness
{
    public static GetReadiness Instance { get; } = new();
}

/// <summary>Answer to <see cref="GetReadiness"/>: yes.</summary>
internal sealed record TakingJobs
{
    public static TakingJobs Instance { get; } = new();
}

/// <summary>Answer to <see cref="GetJobs"/>.</summary>
/// <param name="Jobs">All, in the order of their submission.</param>
internal sealed record SubmittedJobs(ImmutableArray<SubmittedJob> Jobs);

/// <summary>Answer: there is no such job.</summary>
/// <param name="Id">The id that was asked for.</param>
internal sealed record JobUnknown(string Id);

/// <summary>Answer: what was asked cannot be done.</summary>
/// <param name="Job">The job.</param>
/// <param name="Reason">Why, one sentence.</param>
internal sealed record JobRefused(SubmittedJob Job, string Reason);

/// <summary>Command, host to manager: begin nothing more, and end what runs; it goes on when the process is back.</summary>
/// <param name="Now">Whether units in flight are cancelled.</param>
internal sealed record StopServing(bool Now);

/// <summary>Event, running job to manager: its runs have ended.</summary>
/// <param name="Id">Which job.</param>
/// <param name="Outcome">How.</param>
internal sealed record JobRunEnded(string Id, JobOutcome Outcome);

/// <summary>Answer: so many jobs wait that no other is taken.</summary>
/// <param name="Open">Jobs that have not ended.</param>
internal sealed record QueueFull(int Open);

/// <summary>Answer: nothing is taken any more, the server is about to end.</summary>
internal sealed record ServerStopping
{
    public static ServerStopping Instance { get; } = new();
}

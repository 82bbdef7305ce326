using System.Globalization;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>What commands mean for a submitted job: whether it takes them, and what it is like afterwards. Pure.</summary>
internal static class JobChanges
{
    // What an answer shows; the journal has all.
    private const int Kept = 20;

    /// <summary>Gets why a job does not take a command, one sentence; null when it does.</summary>
    /// <param name="job">The job as it is.</param>
    /// <param name="change">The command.</param>
    public static string? WhyNot(SubmittedJob job, JobChange change) => (change, job) switch
    {
        (ResumeJob, { Status: JobStatus.Stopped or JobStatus.Failed }) => null,
        (ResumeJob, { IsOver: false }) => "The job has not ended: there is nothing to resume.",
        (ResumeJob, { Status: JobStatus.Completed }) => "The job is complete: a retry opens units of it again.",
        (ResumeJob, _) => "The job was cancelled; submit another one.",
        (RetryJob, { Status: JobStatus.Completed }) => null,
        (RetryJob, { Status: JobStatus.Stopped or JobStatus.Failed }) => $"The job is {WireNames.Lower(job.Status)}: resume it; what failed in a source that has finished is retried once the job is complete.",
        (_, { IsOver: true }) => $"The job has ended already: {WireNames.Lower(job.Status)}.",
        _ => null,
    };

    /// <summary>Gets a job after a command that it took.</summary>
    /// <param name="job">The job before.</param>
    /// <param name="changed">The command, with who gave it.</param>
    public static SubmittedJob Apply(SubmittedJob job, JobChanged changed)
    {
        var changes = job.Changes.Length < Kept ? job.Changes : job.Changes.RemoveAt(0);
        job = job with { Changes = changes.Add(changed) };
        return changed.Change switch
        {
            PauseJob => job with { PausedSince = job.PausedSince ?? changed.At },
            UnpauseJob => job with { PausedSince = null },
            ScaleJob scale => job with { Workers = scale.Workers },
            LimitJob limit => job with { Limited = limit.PerSecond is null ? null : changed },
            StopJob => job with { IsStopping = true },
            CancelJob => job with { IsCancelling = true },
            ResumeJob => Again(job),
            RetryJob => job.IsOver ? Again(job) : job with { IsWantedAgain = true },
            _ => throw new System.Diagnostics.UnreachableException(changed.Change.GetType().Name),
        };
    }

    /// <summary>Gets what a command is called, as in its address.</summary>
    public static string Verb(JobChange change) => change switch
    {
        PauseJob => "pause",
        UnpauseJob => "unpause",
        ScaleJob => "scale",
        LimitJob => "rate",
        StopJob => "stop",
        ResumeJob => "resume",
        CancelJob => "cancel",
        RetryJob => "retry",
        _ => throw new System.Diagnostics.UnreachableException(change.GetType().Name),
    };

    /// <summary>Gets to what a command changes something; null where its name says it all.</summary>
    public static string? Value(JobChange change) => change switch
    {
        ScaleJob scale => scale.Workers?.ToString(CultureInfo.InvariantCulture) ?? "default",
        LimitJob limit => limit.PerSecond is { } rate ? Rate(rate) : "default",
        StopJob { Now: true } => "now",
        RetryJob retry => retry.Units.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Gets <c>2.5/s</c>.</summary>
    public static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.######}/s");

    private static SubmittedJob Again(SubmittedJob job) => job with
    {
        Status = JobStatus.Queued,
        EndedAt = null,
        Message = null,
        Figures = null,
        Earlier = job.Figures,
        PausedSince = null,
    };
}

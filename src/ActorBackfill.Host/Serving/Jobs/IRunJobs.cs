namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>Runs submitted jobs in this process.</summary>
internal interface IRunJobs
{
    /// <summary>Begins a job, or goes on where it was. Returns at once.</summary>
    /// <param name="job">The job.</param>
    IRunningJob Start(SubmittedJob job);
}

/// <summary>A job while it runs. Thread safe.</summary>
internal interface IRunningJob
{
    /// <summary>Gets its end. Never fails: what went wrong is an outcome.</summary>
    Task<JobOutcome> Ended { get; }

    /// <summary>Pauses it, lets it go on, scales it or limits its requests. What comes to a job that is ending changes nothing.</summary>
    /// <param name="changed">The command, with who gave it.</param>
    void Change(JobChanged changed);

    /// <summary>Asks for the end; a second time, or at once, units in flight are cancelled.</summary>
    /// <param name="now">Whether they are cancelled at once.</param>
    void Stop(bool now);
}

/// <summary>How the runs of a job ended.</summary>
/// <param name="End">Which way.</param>
/// <param name="Figures">What there is; null when nothing could be read.</param>
/// <param name="Message">What there is to say; null when nothing.</param>
internal sealed record JobOutcome(JobOutcome.Way End, JobFigures? Figures, string? Message)
{
    /// <summary>The ways in which runs end.</summary>
    internal enum Way
    {
        /// <summary>Every item has its end.</summary>
        Finished,

        /// <summary>Something stopped them that another start may not mend.</summary>
        Failed,

        /// <summary>They were asked to stop, and can go on.</summary>
        Stopped,
    }
}

namespace ActorBackfill.Host.Failures;

/// <summary>What the process answers to its caller. Schedulers tell "look at 3 units" from "broken" by these; they never change.</summary>
public static class ExitCode
{
    /// <summary>All units of the plan are complete, or there was nothing to do.</summary>
    public const int Complete = 0;

    /// <summary>A bug of ours; a report has been written.</summary>
    public const int InternalError = 1;

    /// <summary>Wrong flags, job file or plan; nothing was written.</summary>
    public const int Usage = 2;

    /// <summary>Finished, and some units failed or are quarantined.</summary>
    public const int UnitsFailed = 3;

    /// <summary>Stopped by a rule: too many failures, credentials refused.</summary>
    public const int StoppedByPolicy = 4;

    /// <summary>Another process runs the job.</summary>
    public const int HeldElsewhere = 5;

    /// <summary>The journal cannot be used.</summary>
    public const int JournalUnusable = 6;

    /// <summary>The sink cannot be used.</summary>
    public const int SinkUnusable = 7;

    /// <summary>The source answered nothing at all until the give-up time.</summary>
    public const int SourceUnusable = 8;

    /// <summary>Ledger and sink differ.</summary>
    public const int Differences = 9;

    /// <summary>Stopped by SIGINT (Ctrl-C); resumable.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM or SIGHUP; resumable.</summary>
    public const int Terminated = 143;
}

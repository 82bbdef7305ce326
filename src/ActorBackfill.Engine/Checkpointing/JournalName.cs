namespace ActorBackfill.Engine.Checkpointing;

/// <summary>Under which name a job's events stand in its journal.</summary>
public static class JournalName
{
    /// <summary>Gets the persistence id of a job.</summary>
    /// <param name="jobIdentity">The job's identity text.</param>
    public static string Of(string jobIdentity) => "job-" + jobIdentity;
}

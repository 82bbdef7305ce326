using ActorBackfill.Connectors.Sinks;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Finds out who holds a job without taking it: for reports.</summary>
public static class HolderLookup
{
    /// <summary>Gets the process that holds a job; null when none does, or it has ended.</summary>
    /// <param name="sinkPath">The sink's file.</param>
    /// <param name="jobIdentity">The job's identity text.</param>
    public static HolderInfo? Find(string sinkPath, string jobIdentity) => At(JobHolder.SinkLockPath(sinkPath, jobIdentity));

    /// <summary>Gets the process that holds a job's state directory; null when none does, or it has ended.</summary>
    /// <param name="stateDirectory">The job's own directory.</param>
    public static HolderInfo? OfState(string stateDirectory) => Directory.Exists(stateDirectory) ? At(JobHolder.StateLockPath(stateDirectory)) : null;

    private static HolderInfo? At(string path)
    {
        using var file = new FileLock(path);
        return HolderInfo.Read(file.Read()) is { } holder && (holder.Host != Environment.MachineName || holder.IsAliveHere) ? holder : null;
    }
}

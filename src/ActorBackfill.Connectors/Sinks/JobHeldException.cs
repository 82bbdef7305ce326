using System.Globalization;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Another process holds the job. Exit 5.</summary>
public sealed class JobHeldException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="job">The job's identity text.</param>
    /// <param name="lockPath">The lock file.</param>
    /// <param name="holder">Who holds it, or null when it did not say.</param>
    /// <param name="why">Why a takeover was refused, or null when none was asked for.</param>
    public JobHeldException(string job, string lockPath, HolderInfo? holder, string? why = null)
        : base(Text(job, lockPath, holder, why))
    {
        LockPath = lockPath;
        Holder = holder;
        ProcessState = StateOf(holder);
    }

    /// <summary>Gets the lock file.</summary>
    public string LockPath { get; }

    /// <summary>Gets who holds the job, or null when it did not say.</summary>
    public HolderInfo? Holder { get; }

    /// <summary>Gets the state of its process: R running, S sleeping, D in a system call, T stopped; <c>unknown</c> for other machines and systems.</summary>
    public string ProcessState { get; }

    private static string StateOf(HolderInfo? holder) => holder is { IsAliveHere: true } ? ProcessProbe.State(holder.ProcessId) : "unknown";

    private static string Text(string job, string lockPath, HolderInfo? holder, string? why)
    {
        var who = holder is null
            ? "another process that did not say who it is"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"process {holder.ProcessId} (state {StateOf(holder)}) on {holder.Host} since {holder.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        return $"job '{job}' is held by {who}, lock {lockPath}; {why ?? "wait until it ends, or end it with --takeover"}";
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// Makes this process the one holder of a job, by a lock beside the sink and one in the job's state directory. The operating system lets
/// both go when the process ends in whatever way; nothing has to be deleted by hand. There is no time lease: a frozen process keeps the job.
/// </summary>
public sealed class JobHolder : IDisposable
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    private readonly List<FileLock> _locks = [];

    private JobHolder()
    {
    }

    /// <summary>Takes the job.</summary>
    /// <param name="sinkPath">The sink's file; need not exist yet, its directory must.</param>
    /// <param name="jobIdentity">The job's identity text.</param>
    /// <param name="stateDirectory">The job's own directory, <c>STATE/JOB</c>; created when missing. Null: no journal.</param>
    /// <param name="takeover">Whether a holder on this machine is killed.</param>
    /// <param name="time">The clock, or null for the system's.</param>
    /// <exception cref="JobHeldException">Another process holds it, and was not or could not be ended.</exception>
    /// <exception cref="SinkUnusableException">The lock file beside the sink cannot be made.</exception>
    /// <exception cref="StateUnusableException">The state directory, or the lock file in it, cannot be made.</exception>
    public static JobHolder Acquire(string sinkPath, string jobIdentity, string? stateDirectory, bool takeover, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var me = HolderInfo.Me(time.GetUtcNow(), stateDirectory is null ? null : Path.GetFullPath(stateDirectory));
        var holder = new JobHolder();
        try
        {
            holder.Take(SinkLockPath(sinkPath, jobIdentity), jobIdentity, me, takeover, time);
            if (stateDirectory is not null)
            {
                PrivateFiles.CreateDirectory(stateDirectory);
                holder.Take(StateLockPath(stateDirectory), jobIdentity, me, takeover, time);
            }

            return holder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var hasSink = holder._locks.Count > 0;
            holder.Dispose();
            throw hasSink
                ? new StateUnusableException($"the state directory {stateDirectory} cannot be written: {e.Message}", e)
                : new SinkUnusableException($"job '{jobIdentity}' cannot be locked: {e.Message}", e);
        }
        catch
        {
            holder.Dispose();
            throw;
        }
    }

    /// <summary>Takes the state directory alone: the sink's own database says who may write there.</summary>
    /// <param name="jobIdentity">The job's identity text.</param>
    /// <param name="stateDirectory">The job's own directory; created when missing.</param>
    /// <param name="takeover">Whether a holder on this machine is killed.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="JobHeldException">Another process holds it, and was not or could not be ended.</exception>
    /// <exception cref="StateUnusableException">The state directory, or the lock file in it, cannot be made.</exception>
    public static JobHolder AcquireState(string jobIdentity, string stateDirectory, bool takeover, TimeProvider time)
    {
        var holder = new JobHolder();
        try
        {
            PrivateFiles.CreateDirectory(stateDirectory);
            holder.Take(StateLockPath(stateDirectory), jobIdentity, HolderInfo.Me(time.GetUtcNow(), Path.GetFullPath(stateDirectory)), takeover, time);
            return holder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            holder.Dispose();
            throw new StateUnusableException($"the state directory {stateDirectory} cannot be written: {e.Message}", e);
        }
        catch
        {
            holder.Dispose();
            throw;
        }
    }

    /// <summary>Gets the lock file of a job's state directory.</summary>
    /// <param name="stateDirectory">The job's own directory.</param>
    public static string StateLockPath(string stateDirectory) => Path.Combine(stateDirectory, "journal.lock");

    /// <summary>Gets the lock file of a job beside a sink.</summary>
    /// <param name="sinkPath">The sink's file.</param>
    /// <param name="jobIdentity">The job's identity text.</param>
    public static string SinkLockPath(string sinkPath, string jobIdentity)
    {
        var name = Uri.EscapeDataString(jobIdentity);
        // File names have 255 bytes; the sink's own name needs some of them.
        name = name.Length <= 100 ? name : $"{name[..60]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(jobIdentity)).AsSpan(0, 8))}";
        return $"{SinkFile.RealPath(sinkPath)}.{name}.holder";
    }

    /// <summary>Lets the job go.</summary>
    public void Dispose()
    {
        foreach (var one in _locks)
        {
            one.Write([]);
            one.Dispose();
        }

        _locks.Clear();
    }

    private void Take(string path, string job, HolderInfo me, bool takeover, TimeProvider time)
    {
        var file = new FileLock(path);
        try
        {
            if (Wait(file, job, path, time) is { } other)
            {
                if (!takeover)
                {
                    throw new JobHeldException(job, path, other);
                }

                End(other, job, path);
                WaitForEnd(file, other, job, path, time);
            }

            file.Write(me.Write());
            _locks.Add(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Null: the lock is ours. A holder that has not written its name yet, or is about to end, gets half a second.
    private static HolderInfo? Wait(FileLock file, string job, string path, TimeProvider time)
    {
        using var pause = new ManualResetEventSlim();
        var start = time.GetTimestamp();
        HolderInfo? holder = null;
        while (!file.TryTake())
        {
            holder = HolderInfo.Read(file.Read());
            if (holder is { IsAliveHere: true } || (holder is not null && holder.Host != Environment.MachineName))
            {
                return holder;
            }

            if (time.GetElapsedTime(start) > TimeSpan.FromMilliseconds(500))
            {
                throw new JobHeldException(job, path, holder, holder is null ? null : "that process has ended; one it started may have kept the lock");
            }

            pause.Wait(10);
        }

        return null;
    }

    private static void End(HolderInfo other, string job, string path)
    {
        if (other.Host != Environment.MachineName)
        {
            throw new JobHeldException(job, path, other, $"only a process on {other.Host} itself can take it over");
        }

        if (other.ProcessId == Environment.ProcessId)
        {
            throw new JobHeldException(job, path, other, "that is this process");
        }

        try
        {
            using var process = Process.GetProcessById(other.ProcessId);
            // The number may be another process's by now.
            if (other.IsAliveHere)
            {
                process.Kill();
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new JobHeldException(job, path, other, $"it cannot be ended: {e.Message}");
        }
    }

    private static void WaitForEnd(FileLock file, HolderInfo other, string job, string path, TimeProvider time)
    {
        using var pause = new ManualResetEventSlim();
        var start = time.GetTimestamp();
        while (!file.TryTake())
        {
            if (time.GetElapsedTime(start) > EndTimeout)
            {
                throw new JobHeldException(job, path, other, $"it was killed, and the lock is still held after {EndTimeout.TotalSeconds} s");
            }

            pause.Wait(10);
        }
    }
}

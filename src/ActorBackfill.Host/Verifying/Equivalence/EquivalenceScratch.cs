using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>
/// The folder of one proof below the state directory, for its sinks and journals: <c>DIR/.scratch/PID-RANDOM</c>. Deleted in the end; what
/// a killed process left is deleted by the next proof.
/// </summary>
internal sealed class EquivalenceScratch : IDisposable
{
    // No job can have this name.
    private const string Folder = ".scratch";

    // Behind it nothing looks like the number of a process, so that nobody tidies it away.
    private const string KeptPrefix = "kept-";

    private readonly string _state;
    private readonly bool _keeps;
    private readonly bool _madeState;

    private EquivalenceScratch(string state, string path, bool keeps, bool madeState) => (_state, Path, _keeps, _madeState) = (state, path, keeps, madeState);

    /// <summary>Gets the folder, absolute.</summary>
    public string Path { get; }

    /// <summary>Makes the folder.</summary>
    /// <param name="state">The state directory, absolute.</param>
    /// <param name="keeps">Whether it stays.</param>
    public static EquivalenceScratch Create(string state, bool keeps)
    {
        var madeState = !Directory.Exists(state);
        var all = System.IO.Path.Combine(state, Folder);
        JobPaths.CreatePrivate(state);
        JobPaths.CreatePrivate(all);
        Tidy(all);
        var name = string.Create(CultureInfo.InvariantCulture, $"{(keeps ? KeptPrefix : "")}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
        var path = System.IO.Path.Combine(all, name);
        JobPaths.CreatePrivate(path);
        return new EquivalenceScratch(state, path, keeps, madeState);
    }

    /// <summary>Gets the state directory of one run; its sink stands in it too.</summary>
    /// <param name="run">The run's number, from 1.</param>
    public string StateOf(int run) => System.IO.Path.Combine(Path, run.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes the state directory of one run.</summary>
    /// <param name="run">The run's number, from 1.</param>
    public string CreateState(int run)
    {
        JobPaths.CreatePrivate(StateOf(run));
        return StateOf(run);
    }

    /// <summary>Deletes what one run left, unless it is to be kept.</summary>
    /// <param name="run">The run's number, from 1.</param>
    public void Drop(int run)
    {
        if (!_keeps)
        {
            Directory.Delete(StateOf(run), recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_keeps)
        {
            return;
        }

        Directory.Delete(Path, recursive: true);
        DeleteWhenEmpty(System.IO.Path.GetDirectoryName(Path)!);
        if (_madeState)
        {
            DeleteWhenEmpty(_state);
        }
    }

    private static void Tidy(string all)
    {
        foreach (var left in Directory.GetDirectories(all))
        {
            var name = System.IO.Path.GetFileName(left);
            if (int.TryParse(name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process) && !IsAlive(process))
            {
                Directory.Delete(left, recursive: true);
            }
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void DeleteWhenEmpty(string directory)
    {
        if (!Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }
}

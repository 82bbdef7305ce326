using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// An exclusive lock on a file of ours, let go by the operating system when the process ends in whatever way. Excludes other instances in
/// this process too. Children do not inherit it: .NET opens files close-on-exec.
/// </summary>
/// <param name="path">The lock file; created, never deleted.</param>
internal sealed partial class FileLock(string path) : IDisposable
{
    // Beyond any content, which stays readable for others on Windows, where locks are mandatory.
    private const long WindowsLockAt = 1L << 40;
    private const int Exclusive = 2, DoNotWait = 4, Unlock = 8;

    private FileStream? _file;

    /// <summary>Takes the lock if nobody has it; false when somebody has.</summary>
    /// <exception cref="IOException">The lock file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file cannot be opened.</exception>
    public bool TryTake()
    {
        while (true)
        {
            _file ??= new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!TryLock(_file))
            {
                return false;
            }

            // Somebody may have deleted the lock file: then two processes would hold two different locks.
            if (FileIdentity.Of(_file.SafeFileHandle) == FileIdentity.Of(path))
            {
                return true;
            }

            _file.Dispose();
            _file = null;
        }
    }

    /// <summary>Lets the lock go.</summary>
    public void Release()
    {
        if (_file is not { } file)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            file.Unlock(WindowsLockAt, 1);
        }
        else
        {
            _ = Flock(file.SafeFileHandle, Unlock);
        }
    }

    /// <summary>Replaces what the lock file says; for its holder only.</summary>
    public void Write(ReadOnlySpan<byte> content)
    {
        var handle = _file!.SafeFileHandle;
        RandomAccess.Write(handle, content, 0);
        RandomAccess.SetLength(handle, content.Length);
    }

    /// <summary>Gets what the holder has written; empty when nothing or unreadable.</summary>
    public byte[] Read()
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[4096];
            return content[..RandomAccess.Read(handle, content, 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private static bool TryLock(FileStream file)
    {
        if (!OperatingSystem.IsWindows())
        {
            return Flock(file.SafeFileHandle, Exclusive | DoNotWait) == 0;
        }

        try
        {
            file.Lock(WindowsLockAt, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flock(SafeFileHandle file, int operation);
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// An exclusive lock on a file of ours, let go by the operating system when the process ends in whatever way. Excludes other instances in
/// this process too. Children do not inherit it. On Unix it is flock; on Windows the open file itself is the lock.
/// </summary>
/// <param name="path">The lock file; created, never deleted.</param>
internal sealed partial class FileLock(string path) : IDisposable
{
    private const int Exclusive = 2, DoNotWait = 4, Unlock = 8, ReadWrite = 2;

    private SafeFileHandle? _handle;

    /// <summary>Takes the lock if nobody has it; false when somebody has.</summary>
    /// <exception cref="IOException">The lock file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file cannot be opened.</exception>
    public bool TryTake()
    {
        if (OperatingSystem.IsWindows())
        {
            return TryTakeOnWindows();
        }

        while (true)
        {
            _handle ??= OpenOnUnix(path);
            if (Flock(_handle, Exclusive | DoNotWait) != 0)
            {
                return false;
            }

            // Somebody may have deleted the lock file: then two processes would hold two different locks.
            if (FileIdentity.Of(_handle) == FileIdentity.Of(path))
            {
                return true;
            }

            Dispose();
        }
    }

    /// <summary>Lets the lock go.</summary>
    public void Release()
    {
        if (OperatingSystem.IsWindows())
        {
            Dispose();
        }
        else if (_handle is { } handle)
        {
            _ = Flock(handle, Unlock);
        }
    }

    /// <summary>Replaces what the lock file says; for its holder only.</summary>
    public void Write(ReadOnlySpan<byte> content)
    {
        RandomAccess.Write(_handle!, content, 0);
        RandomAccess.SetLength(_handle!, content.Length);
    }

    /// <summary>Gets what the holder has written; empty when nothing or unreadable.</summary>
    public byte[] Read()
    {
        if (!File.Exists(path))
        {
            // Whoever only asks leaves no file.
            return [];
        }

        try
        {
            using var handle = OperatingSystem.IsWindows()
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : OpenOnUnix(path);
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
        _handle?.Dispose();
        _handle = null;
    }

    [SupportedOSPlatform("windows")]
    private bool TryTakeOnWindows()
    {
        try
        {
            _handle ??= File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
            return true;
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return false;
        }
    }

    // .NET's own way to open a file takes a flock on it, which fails where somebody holds ours. It may create the file.
    private static SafeFileHandle OpenOnUnix(string path)
    {
        if (!File.Exists(path))
        {
            try
            {
                File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was faster.
            }
        }

        var closeOnExec = OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsFreeBSD() ? 0x100000 : 0x1000000;
        var handle = new SafeFileHandle(OpenFile(path, ReadWrite | closeOnExec), ownsHandle: true);
        if (handle.IsInvalid)
        {
            var message = Marshal.GetLastPInvokeErrorMessage();
            handle.Dispose();
            throw new IOException($"{path}: {message}");
        }

        return handle;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flock(SafeFileHandle file, int operation);
}

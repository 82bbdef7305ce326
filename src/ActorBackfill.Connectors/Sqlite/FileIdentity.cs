using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// Which file stands behind a path: device and inode on Linux, the time of creation elsewhere. Writing to an unlinked database succeeds
/// (measured), so whoever writes for long has to look.
/// </summary>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number)
{
    private const int CurrentDirectory = -100, EmptyPath = 0x1000;
    private const uint WantInode = 0x100;

    /// <summary>Gets the identity of the file at a path, or null when there is none.</summary>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return Statx(CurrentDirectory, path, 0, WantInode, out var found) == 0 ? From(found) : null;
        }

        var file = new FileInfo(path);
        return file.Exists ? new FileIdentity(0, (ulong)file.CreationTimeUtc.Ticks) : null;
    }

    /// <summary>Gets the identity of an open file.</summary>
    public static FileIdentity? Of(SafeFileHandle handle)
    {
        if (OperatingSystem.IsLinux())
        {
            return Statx((int)handle.DangerousGetHandle(), "", EmptyPath, WantInode, out var found) == 0 ? From(found) : null;
        }

        return new FileIdentity(0, (ulong)File.GetCreationTimeUtc(handle).Ticks);
    }

    private static FileIdentity From(in StatxBuffer found) => new(((ulong)found.DeviceMajor << 32) | found.DeviceMinor, found.Inode);

    // statx has the same layout on every Linux architecture; stat has not.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out StatxBuffer buffer);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}

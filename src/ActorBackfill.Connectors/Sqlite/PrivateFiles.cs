using System.Runtime.InteropServices;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Files and directories that only their owner can open: 0600 in 0700. On Windows the directory's own rights hold.</summary>
internal static partial class PrivateFiles
{
    /// <summary>Creates a directory, and those above it, when missing; one that exists stays as it is.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Creates an empty file.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static void CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
    }

    /// <summary>Gives a file the name that others look for; of several at once one comes first.</summary>
    /// <param name="draft">The file, under a name that nobody else knows; it is gone afterwards.</param>
    /// <param name="path">Its name, in the same directory.</param>
    /// <returns>False when there is a file of that name, which stays as it is.</returns>
    /// <exception cref="IOException">It cannot be named so.</exception>
    public static bool TryPublish(string draft, string path)
    {
        // File.Move looks whether the name is taken, and renames then: two that do it at once replace each other's file.
        if (!OperatingSystem.IsWindows() && Link(draft, path) == 0)
        {
            File.Delete(draft);
            return true;
        }

        try
        {
            // The name is taken, or the file system has no links.
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string name);
}

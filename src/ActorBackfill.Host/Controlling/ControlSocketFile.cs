using System.Net.Sockets;
using System.Text;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Controlling;

/// <summary>
/// Where a run listens: <c>DIR/&lt;job&gt;/control.sock</c>. Who holds the job owns the path, so what a killed process left there is
/// replaced. A path too long for the system's sockets becomes a link to a private directory with a short name.
/// </summary>
internal static class ControlSocketFile
{
    // Of sockaddr_un, the terminating NUL left out; 103 on macOS.
    private const int MaxPathBytes = 103;
    private const string Name = "control.sock";

    /// <summary>Listens at a path.</summary>
    /// <param name="path">Where; its directory exists.</param>
    /// <param name="backlog">Connections that wait to be accepted.</param>
    /// <exception cref="IOException">The path cannot be used.</exception>
    /// <exception cref="SocketException">The system has no such sockets.</exception>
    public static Socket Listen(string path, int backlog)
    {
        RemoveLongPath(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var draft = Draft(path);
            var real = Path.Combine(draft, "s");
            socket.Bind(new UnixDomainSocketEndPoint(real));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen(backlog);
            Publish(draft, real, path);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Takes the path away again.</summary>
    /// <param name="path">Where <see cref="Listen"/> listened.</param>
    public static void Remove(string path)
    {
        RemoveLongPath(path);
        File.Delete(path);
    }

    /// <summary>Gets the path to connect to.</summary>
    /// <param name="path">As for <see cref="Listen"/>.</param>
    public static string Resolve(string path) => new FileInfo(path).LinkTarget ?? path;

    // Bound where nobody else can look, so that its mode is set before anybody can connect, whatever the umask.
    private static string Draft(string path)
    {
        var beside = Path.Combine(Path.GetDirectoryName(path)!, ".control");
        if (Encoding.UTF8.GetByteCount(Path.Combine(Path.GetDirectoryName(path)!, Name)) > MaxPathBytes)
        {
            return Directory.CreateTempSubdirectory("backfill-").FullName;
        }

        if (Directory.Exists(beside))
        {
            Directory.Delete(beside, recursive: true);
        }

        JobPaths.CreatePrivate(beside);
        return beside;
    }

    private static void Publish(string draft, string real, string path)
    {
        if (Path.GetDirectoryName(draft) == Path.GetDirectoryName(path))
        {
            // Atomic: who connects meets the old socket, which nobody answers, or this one.
            File.Move(real, path, overwrite: true);
            Directory.Delete(draft);
            return;
        }

        var link = path + ".draft";
        File.Delete(link);
        File.CreateSymbolicLink(link, real);
        File.Move(link, path, overwrite: true);
    }

    // Only what this program made: a directory of that name, of this user, which holds the socket and nothing else.
    private static void RemoveLongPath(string path)
    {
        if (new FileInfo(path).LinkTarget is not { } target
            || Path.GetFileName(target) != "s"
            || Path.GetDirectoryName(target) is not { } directory
            || !Path.GetFileName(directory).StartsWith("backfill-", StringComparison.Ordinal))
        {
            return;
        }

        File.Delete(target);
        if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }
}

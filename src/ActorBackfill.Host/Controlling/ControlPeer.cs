using System.Globalization;
using System.Net.Sockets;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Controlling;

/// <summary>Who is at the other end of a control socket, as the system says.</summary>
/// <param name="UserId">The user; null where the system does not say.</param>
/// <param name="ProcessId">The process, or null.</param>
internal sealed record ControlPeer(uint? UserId, int? ProcessId)
{
    private const int SocketLevel = 1, PeerCredentials = 17;

    /// <summary>Gets who it is for the journal: <c>ann (uid 1000, pid 4242)</c>.</summary>
    public string Who => UserId is { } user
        ? string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(Environment.UserName, 64)} (uid {user}, pid {ProcessId})")
        : PlainText.Of(Environment.UserName, 64);

    /// <summary>Gets whether it may give commands: the user of this process, and nobody else.</summary>
    public bool IsAllowed => UserId is null || UserId == OwnUserId();

    /// <summary>Asks the system. Only the file's mode guards the socket where it does not say.</summary>
    /// <param name="connected">A connection that was accepted.</param>
    public static ControlPeer Of(Socket connected)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new ControlPeer(null, null);
        }

        Span<byte> credentials = stackalloc byte[12];
        connected.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return new ControlPeer(BitConverter.ToUInt32(credentials[4..8]), BitConverter.ToInt32(credentials[..4]));
    }

    private static uint OwnUserId()
    {
        // Uid: real, effective, saved, file system.
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("Uid:", StringComparison.Ordinal));
        return uint.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
    }
}

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

    private const int LongestVia = 60;

    /// <summary>Gets what it says it passes on, see <see cref="ControlRequest.Via"/>; null when it speaks for itself.</summary>
    public string? Via { get; init; }

    /// <summary>Gets who it is for the journal: <c>ann (uid 1000, pid 4242)</c>, <c>ann (uid 1000, pid 4242, dashboard from 127.0.0.1)</c>.</summary>
    public string Who
    {
        get
        {
            var system = UserId is { } user ? string.Create(CultureInfo.InvariantCulture, $"uid {user}, pid {ProcessId}") : null;
            string?[] facts = [system, Via is { } via ? PlainText.Of(via, LongestVia) : null];
            var known = string.Join(", ", facts.OfType<string>());
            return PlainText.Of(Environment.UserName, 64) + (known.Length > 0 ? $" ({known})" : "");
        }
    }

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

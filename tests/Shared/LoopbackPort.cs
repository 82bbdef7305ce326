using System.Net;
using System.Net.Sockets;

namespace ActorBackfill.Tests.Shared;

/// <summary>Ports of this machine for servers that want a number and take none themselves.</summary>
internal static class LoopbackPort
{
    // Below those that the system gives to clients (32,768 on Linux, 49,152 elsewhere): a port of theirs may be a client's the moment after.
    private const int First = 15_000, Beyond = 32_000;

    /// <summary>Gets a port that nobody listens at.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Beyond);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody's: another one.
            }
        }
    }
}

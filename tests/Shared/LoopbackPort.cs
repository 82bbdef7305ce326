using System.Net;
using System.Net.Sockets;

namespace ActorBackfill.Tests.Shared;

/// <summary>Ports of this machine for servers that want a number and take none themselves.</summary>
internal static class LoopbackPort
{
    // Below those that the system gives to clients (32,768 on Linux, 49,152 elsewhere): a port of theirs may be a client's the moment after.
    private const int First = 14_000, FirstFree = 15_000, Beyond = 32_000;

    /// <summary>Gets a port that nobody listens at.</summary>
    public static int Free() => Between(FirstFree, Beyond);

    /// <summary>Gets a port for a server that comes and goes: none of those that others are given meanwhile.</summary>
    public static int Kept() => Between(First, FirstFree);

    private static int Between(int first, int beyond)
    {
        while (true)
        {
            var port = Random.Shared.Next(first, beyond);
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

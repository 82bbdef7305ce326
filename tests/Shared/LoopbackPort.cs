using System.Globalization;
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

    /// <summary>Starts a listener at a port that nobody listens at: another one where somebody else was quicker.</summary>
    /// <returns>The listener, and its address without a slash at the end.</returns>
    public static (HttpListener Listener, string Address) Listen()
    {
        while (true)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Free()}");
            var listener = new HttpListener();
            listener.Prefixes.Add(address + "/");
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                // Between the look and the start it became somebody's.
                ((IDisposable)listener).Dispose();
            }
        }
    }

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

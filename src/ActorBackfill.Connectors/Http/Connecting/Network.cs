using System.Net;
using System.Net.Sockets;

namespace ActorBackfill.Connectors.Http.Connecting;

/// <summary>What a source takes from the network of its machine. Tests give their own names and lines.</summary>
public sealed record Network
{
    /// <summary>Gets the network as it is.</summary>
    public static Network OfMachine { get; } = new();

    /// <summary>Gets what asks for the addresses of a name; throws <see cref="SocketException"/> when there are none.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Gets what opens a connection to an address.</summary>
    public Func<IPEndPoint, CancellationToken, Task<Stream>> Dial { get; init; } = DialAsync;

    /// <summary>Gets what reads a variable of the environment, where proxies are named; null for one that is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Gets how long a connection is used, so that a name that leads elsewhere is noticed; default 5 min.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    private static async Task<Stream> DialAsync(IPEndPoint to, CancellationToken cancellation)
    {
#pragma warning disable CA2000 // The stream disposes it.
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(to, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ActorBackfill.Connectors.Tests.Faults.Fixtures;

/// <summary>Stands between client and server: passes connections on, with whatever a test does to them on the way.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private readonly Task _accepting;

    /// <summary>Serves each connection of a client by itself.</summary>
    public Relay(Func<Socket, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Speaks TLS to the client and plainly to the server.</summary>
    public static Relay Tls(int server, X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None) => new(async (socket, stop) =>
    {
        await using var client = new SslStream(new NetworkStream(socket));
        await client.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols }, stop);
        await PassAsync(client, server, stop);
    });

    /// <summary>Passes bytes both ways until one side ends.</summary>
    public static async Task PassAsync(Stream client, int server, CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server, stop);
        await using var other = new NetworkStream(socket);
        await await Task.WhenAny(client.CopyToAsync(other, stop), other.CopyToAsync(client, stop));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                await _serve(client, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or AuthenticationException or ObjectDisposedException)
            {
                // A side has gone, or the test has ended.
            }
        }
    }
}

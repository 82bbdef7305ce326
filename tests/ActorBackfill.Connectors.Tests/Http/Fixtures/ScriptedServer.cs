using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorBackfill.Connectors.Tests.Http.Fixtures;

/// <summary>A server on a bare socket that says exactly what it is told, and can break off at any byte.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, int, Reply> _script;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];
    private readonly SemaphoreSlim _asked = new(0);
    private readonly Task _accepting;

    /// <summary>Answers the n-th request with the n-th reply, and all later ones with the last.</summary>
    public ScriptedServer(params Reply[] replies)
        : this((_, n) => replies[Math.Min(n, replies.Length - 1)])
    {
    }

    /// <summary>Answers by the request's path with query, and its number from 0.</summary>
    public ScriptedServer(Func<string, int, Reply> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Base => $"http://127.0.0.1:{Port}";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets the heads of all requests so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Gets their paths with query.</summary>
    public IReadOnlyList<string> Paths => [.. Requests.Select(PathOf)];

    /// <summary>Returns once one more request has come.</summary>
    public async Task AskedAsync() => Assert.True(await _asked.WaitAsync(TimeSpan.FromMinutes(3)), "no request came");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
    }

    private static string PathOf(string head) => head.Split(' ')[1];

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

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            while (await HeadAsync(socket) is { } head)
            {
                var reply = _script(PathOf(head), Count(head) - 1);
                _asked.Release();
                await SendAsync(socket, reply.Bytes);
                if (reply.After == After.Hang)
                {
                    await socket.ReceiveAsync(new byte[1], _stop.Token);
                }

                if (reply.After == After.Reset)
                {
                    socket.LingerState = new LingerOption(true, 0);
                }

                if (reply.After != After.KeepOpen)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The client has gone, or the test has ended.
        }

        socket.Dispose();
    }

    private int Count(string head)
    {
        lock (_lock)
        {
            _requests.Add(head);
            return _requests.Count;
        }
    }

    private async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, _stop.Token)..];
        }
    }

    private async Task<string?> HeadAsync(Socket socket)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return null;
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return head.ToString();
    }
}

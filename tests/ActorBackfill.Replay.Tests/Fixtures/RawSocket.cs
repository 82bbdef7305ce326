using System.Net.Sockets;
using System.Text;

namespace ActorBackfill.Replay.Tests.Fixtures;

/// <summary>What one request brings on a bare socket.</summary>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">The bytes behind them.</param>
/// <param name="WasReset">Whether the connection ended in a reset, not an orderly close.</param>
internal sealed record RawAnswer(string Head, byte[] Body, bool WasReset)
{
    public static async Task<RawAnswer> GetAsync(Uri server, string path, string method = "GET")
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Host, server.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        var all = new List<byte>();
        var buffer = new byte[1 << 16];
        var wasReset = false;
        using var ceiling = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            for (int read; (read = await socket.ReceiveAsync(buffer, ceiling.Token)) > 0;)
            {
                all.AddRange(buffer.AsSpan(0, read));
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            wasReset = true;
        }

        var bytes = all.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0 ? new("", bytes, wasReset) : new(Encoding.ASCII.GetString(bytes, 0, end), bytes[(end + 4)..], wasReset);
    }

    public string? Header(string name) => Head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ActorBackfill.Replay.Faults;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorBackfill.Replay.Http;

/// <summary>Answers that break HTTP or TCP itself. The server would not let them pass, so they go to the socket directly.</summary>
internal sealed class BrokenWire(HttpContext context, AccessLog.Entry entry, CancellationToken ended)
{
    private readonly Socket _socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    public async Task SendAsync(Answer answer, FaultKind kind)
    {
        var half = answer.Body[..(answer.Body.Length / 2)];
        await SendAsync(Encoding.ASCII.GetBytes(Head(answer, kind)));
        if (kind == FaultKind.NoLastChunk)
        {
            await SendAsync(Encoding.ASCII.GetBytes(half.Length.ToString("X", CultureInfo.InvariantCulture) + "\r\n"));
        }

        entry.End(answer.Status);
        await SendAsync(half);
        if (kind == FaultKind.NoLastChunk)
        {
            await SendAsync("\r\n"u8.ToArray());
        }

        if (kind == FaultKind.Reset)
        {
            // Closing with nothing to linger for is what makes TCP send a reset.
            _socket.LingerState = new LingerOption(true, 0);
            _socket.Close();
        }
        else
        {
            _socket.Shutdown(SocketShutdown.Send);
            await ClientClosedAsync();
        }

        context.Abort();
    }

    private static string Head(Answer answer, FaultKind kind)
    {
        var length = kind switch
        {
            FaultKind.NoLastChunk => "Transfer-Encoding: chunked\r\n",
            FaultKind.CloseDelimited => "Connection: close\r\n",
            _ => $"Content-Length: {answer.Body.Length}\r\n",
        };
        return $"HTTP/1.1 {answer.Status} OK\r\nContent-Type: {answer.ContentType}\r\n{length}\r\n";
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes, ended)..];
        }
    }

    /// <summary>An abort now would reset the connection under bytes the client has yet to read; its own close says it has.</summary>
    private async Task ClientClosedAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = ended.Register(closed.SetResult);
        await closed.Task;
    }
}

using System.Net.Sockets;
using System.Text.Json;

namespace ActorBackfill.Host.Controlling;

/// <summary>Asks a run over its control socket.</summary>
internal static class ControlClient
{
    // Longer than the run takes to say that it was too slow.
    private static readonly TimeSpan AnswerTime = ControlServer.ClientTime * 2;

    /// <summary>Asks.</summary>
    /// <param name="path">The socket's path, as in <see cref="Jobs.JobPaths"/>.</param>
    /// <param name="request">What.</param>
    /// <param name="time">The clock.</param>
    /// <param name="most">How long to wait for an answer; null means 10 s.</param>
    /// <returns>The answer; null when nobody listens there.</returns>
    /// <exception cref="TimeoutException">Somebody listens and does not answer: it is frozen, or very busy.</exception>
    /// <exception cref="IOException">The connection broke, or what came is no answer.</exception>
    public static async Task<ControlResponse?> AskAsync(string path, ControlRequest request, TimeProvider time, TimeSpan? most = null)
    {
        using var late = new CancellationTokenSource(most ?? AnswerTime, time);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (!await ConnectAsync(socket, path, late.Token))
            {
                return null;
            }

            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(ControlProtocol.Write(request), late.Token);
            var line = await ControlLine.ReadAsync(stream, ControlProtocol.MaxResponseBytes, late.Token)
                ?? throw new IOException("the run ended before it answered");
            return ControlProtocol.ReadResponse(line.Span);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"the run did not answer within {(most ?? AnswerTime).TotalSeconds:0.#} s", e);
        }
        catch (JsonException e)
        {
            throw new IOException($"the run's answer cannot be read: {e.Message}", e);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static async Task<bool> ConnectAsync(Socket socket, string path, CancellationToken cancellation)
    {
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(ControlSocketFile.Resolve(path)), cancellation);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable })
        {
            // No file, or one that a killed process has left.
            return false;
        }
    }
}

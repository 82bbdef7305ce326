using System.Net.Sockets;

namespace ActorBackfill.Host.Controlling;

/// <summary>One client of a control socket: one line in, one line out.</summary>
/// <param name="client">The connection; closed in the end.</param>
/// <param name="time">The clock.</param>
/// <param name="ending">The run is over.</param>
internal sealed class ControlConnection(Socket client, TimeProvider time, CancellationToken ending) : IAsyncDisposable
{
    private readonly NetworkStream _stream = new(client, ownsSocket: true);

    /// <summary>Serves the client.</summary>
    /// <param name="answer">Who answers.</param>
    public async Task ServeAsync(IAnswerControl answer)
    {
        var response = await RespondAsync(answer);
        using var late = new CancellationTokenSource(ControlServer.ClientTime, time);
        await _stream.WriteAsync(ControlProtocol.Write(response), late.Token);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<ControlResponse> RespondAsync(IAnswerControl answer)
    {
        var peer = ControlPeer.Of(client);
        if (!peer.IsAllowed)
        {
            return ControlResponse.Refused("not-allowed", "Only the user who runs the job controls it.");
        }

        using var late = new CancellationTokenSource(ControlServer.ClientTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ending);
        try
        {
            if (await ControlLine.ReadAsync(_stream, ControlProtocol.MaxRequestBytes, either.Token) is not { } line)
            {
                return ControlResponse.Refused("bad-request", $"A request is one line of at most {ControlProtocol.MaxRequestBytes:#,0} bytes.");
            }

            var (request, refusal) = ControlProtocol.Read(line);
            return refusal ?? await answer.AnswerAsync(request!, peer, either.Token);
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            return ControlResponse.Refused("too-slow", $"Nothing was done within {ControlServer.ClientTime.TotalSeconds:0} s.");
        }
    }
}

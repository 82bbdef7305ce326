using System.Collections.Concurrent;
using System.Net.Sockets;
using Serilog;

namespace ActorBackfill.Host.Controlling;

/// <summary>
/// Listens for commands to a run: one connection a request, a few at a time, each with a time limit. Whatever a client does or leaves
/// undone ends its own connection and nothing else.
/// </summary>
internal sealed class ControlServer : IAsyncDisposable
{
    /// <summary>The connections served at a time; those beyond are told so and closed.</summary>
    public const int MaxClients = 8;

    /// <summary>How long a client may take to send its request or to take its response.</summary>
    public static readonly TimeSpan ClientTime = TimeSpan.FromSeconds(5);

    // What is answered when the run ends still gets to its client.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly string _path;
    private readonly IAnswerControl _answer;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Task, bool> _clients = new();
    private readonly Task _accepting;
    private int _served;

    private ControlServer(Socket socket, string path, IAnswerControl answer, TimeProvider time, ILogger log)
    {
        (_socket, _path, _answer, _time, _log) = (socket, path, answer, time, log);
        _accepting = AcceptAsync();
    }

    /// <summary>Begins to listen; null, and a warning in the log, when that cannot be: the run goes on without.</summary>
    /// <param name="path">Where; this process holds the job.</param>
    /// <param name="answer">Who answers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where warnings go.</param>
    public static ControlServer? Start(string path, IAnswerControl answer, TimeProvider time, ILogger log)
    {
        try
        {
#pragma warning disable CA2000 // The socket belongs to what is returned.
            return new ControlServer(ControlSocketFile.Listen(path, MaxClients), path, answer, time, log);
#pragma warning restore CA2000
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            log.Warning("This run cannot be controlled while it goes on: {Path}: {Reason}", path, e.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket.Dispose();
        await _accepting;
        await Task.WhenAny(Task.WhenAll(_clients.Keys), Task.Delay(LastWords, _time));
        try
        {
            ControlSocketFile.Remove(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.Information("{Path} stays behind and is replaced by the next run: {Reason}", _path, e.Message);
        }

        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _socket.AcceptAsync(_ending.Token);
                Serve(client);
            }
            catch (Exception e) when (_ending.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // A client that left before it was accepted, or no file handles: the next may be luckier.
                _log.Warning("A client of the control socket was not served: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
            }
        }
    }

    private void Serve(Socket client)
    {
        var hasPlace = Interlocked.Increment(ref _served) <= MaxClients;
        var serving = ServeAsync(client, hasPlace ? _answer : Busy.Instance);
        _clients[serving] = true;
        _ = serving.ContinueWith(
            served =>
            {
                _clients.TryRemove(served, out _);
                Interlocked.Decrement(ref _served);
            },
            TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket client, IAnswerControl answer)
    {
        try
        {
            await using var connection = new ControlConnection(client, _time, _ending.Token);
            await connection.ServeAsync(answer);
        }
#pragma warning disable CA1031 // A client's end: nothing that happens in it may reach the run.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _log.Information("A client of the control socket was cut off: {Reason}", e.Message);
        }
    }

    private sealed class Busy : IAnswerControl
    {
        public static Busy Instance { get; } = new();

        public Task<ControlResponse> AnswerAsync(ControlRequest request, ControlPeer peer, CancellationToken cancellation) =>
            Task.FromResult(ControlResponse.Refused("busy", $"{MaxClients} others control this run at the same time; try again."));
    }
}

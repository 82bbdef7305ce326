using System.Net;
using System.Net.Sockets;

namespace ActorBackfill.Connectors.Http.Connecting;

/// <summary>
/// Connects to whichever of a host's addresses answers first. They start one after the other, families in turn, the next one when the last
/// has failed or has been silent for a while: an address that leads nowhere costs that while and not the whole time to connect (RFC 8305).
/// </summary>
/// <param name="network">Opens connections.</param>
/// <param name="time">The clock of the head start.</param>
internal sealed class AddressRace(Network network, TimeProvider time)
{
    /// <summary>How long an address is alone before the next one joins; what RFC 8305 recommends.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Addresses of one name that are tried at most.</summary>
    public const int Most = 8;

    /// <summary>Connects.</summary>
    /// <param name="addresses">Where to, the preferred one first; not empty.</param>
    /// <param name="port">The port.</param>
    /// <param name="cancellation">Ends all attempts.</param>
    /// <exception cref="SocketException">None of them could be connected to; what the first one said.</exception>
    public async Task<Stream> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellation)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waiting = new Queue<IPAddress>(InTurn(addresses).Take(Most));
        var running = new List<Task<Stream>>();
        Exception? first = null;
        try
        {
            while (true)
            {
                if (waiting.TryDequeue(out var next))
                {
                    running.Add(network.Dial(new IPEndPoint(next, port), others.Token));
                }

                if (running.Count == 0)
                {
                    throw first!;
                }

                if (await FirstOfAsync(running, waiting.Count > 0, cancellation) is not { } ended)
                {
                    continue;
                }

                running.Remove(ended);
                if (ended.IsCompletedSuccessfully)
                {
                    return await ended;
                }

                cancellation.ThrowIfCancellationRequested();
                first ??= ended.Exception?.InnerException ?? new SocketException((int)SocketError.OperationAborted);
            }
        }
        finally
        {
            await others.CancelAsync();
            running.ForEach(r => _ = DropAsync(r));
        }
    }

    /// <summary>Gets an attempt that has ended, or null when the next address may start.</summary>
    private async Task<Task<Stream>?> FirstOfAsync(List<Task<Stream>> running, bool isMore, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var any = Task.WhenAny(running);
        var pause = Task.Delay(isMore ? HeadStart : Timeout.InfiniteTimeSpan, time, over.Token);
        var ended = await Task.WhenAny(any, pause);
        await over.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return ended == any ? await any : null;
    }

    private static async Task DropAsync(Task<Stream> loser)
    {
        await ((Task)loser).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loser.IsCompletedSuccessfully)
        {
            await (await loser).DisposeAsync();
        }
    }

    private static IEnumerable<IPAddress> InTurn(IReadOnlyList<IPAddress> addresses)
    {
        var same = addresses.Where(a => a.AddressFamily == addresses[0].AddressFamily).ToList();
        var other = addresses.Where(a => a.AddressFamily != addresses[0].AddressFamily).ToList();
        for (var i = 0; i < Math.Max(same.Count, other.Count); i++)
        {
            foreach (var family in (List<IPAddress>[])[same, other])
            {
                if (i < family.Count)
                {
                    yield return family[i];
                }
            }
        }
    }
}

using System.Diagnostics;
using System.Threading.Channels;

namespace ActorBackfill.Bench;

/// <summary>What messages cost without actors: channels between tasks; no identity, supervision, or one at a time but by construction.</summary>
internal static class MessagingFloor
{
    private static readonly object Ball = new();

    public static async Task<TimeSpan> HopAsync(int count)
    {
        var channel = Hop();
        var reader = Task.Run(async () =>
        {
            var left = count;
            while (left > 0 && await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out _))
                {
                    left--;
                }
            }
        });
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            _ = channel.Writer.TryWrite(Ball);
        }

        await reader;
        return watch.Elapsed;
    }

    public static async Task<TimeSpan> PingPongAsync(int pairs, int window, int count)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, pairs).Select(_ => PlayAsync([Hop()], window, count / pairs / 2)));
        return watch.Elapsed;
    }

    public static async Task<TimeSpan> RouterAsync(int routees, int window, int count)
    {
        var watch = Stopwatch.StartNew();
        await PlayAsync([.. Enumerable.Range(0, routees).Select(_ => Hop())], window, count);
        return watch.Elapsed;
    }

    // The client sends to one server after the other; each server answers into the client's own channel.
    private static async Task PlayAsync(Channel<object>[] servers, int window, int count)
    {
        var client = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
        var echoes = servers.Select(server => Task.Run(() => EchoAsync(server.Reader, client.Writer))).ToArray();
        await Task.Run(() => ClientAsync(servers, client.Reader, window, count));
        foreach (var server in servers)
        {
            server.Writer.Complete();
        }

        await Task.WhenAll(echoes);
    }

    private static async Task EchoAsync(ChannelReader<object> balls, ChannelWriter<object> back)
    {
        while (await balls.WaitToReadAsync())
        {
            while (balls.TryRead(out var ball))
            {
                _ = back.TryWrite(ball);
            }
        }
    }

    private static async Task ClientAsync(Channel<object>[] servers, ChannelReader<object> back, int window, int count)
    {
        var (sent, come) = (0, 0);
        for (; sent < window && sent < count; sent++)
        {
            _ = servers[sent % servers.Length].Writer.TryWrite(Ball);
        }

        while (come < count && await back.WaitToReadAsync())
        {
            while (back.TryRead(out var ball))
            {
                come++;
                if (sent < count)
                {
                    _ = servers[sent++ % servers.Length].Writer.TryWrite(ball);
                }
            }
        }
    }

    private static Channel<object> Hop() => Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
}

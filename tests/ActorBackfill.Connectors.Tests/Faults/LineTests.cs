using System.Globalization;
using System.Net.Sockets;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Faults.Fixtures;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Rows D49 and D50: a line between client and server that is slow, stalls, loses and breaks, on a clock that only the test moves.</summary>
public sealed class LineTests
{
    // 64 kbit/s.
    private const int BytesASecond = 8 << 10;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string Body = $$"""{"items":[{{string.Join(',', Enumerable.Range(0, 30_000))}}]}""";

    [Fact]
    public async Task D49_A_line_of_64_kbit_brings_a_unit_whole()
    {
        await using var server = new ScriptedServer(Reply.Json(Body));
        await using var line = new SlowLine(server.Port, (_, _) => (BytesASecond, Second));
        var (unit, took) = await line.FetchAsync();
        Assert.Equal(30_000, unit.Items.Count);
        Assert.True(took > TimeSpan.FromSeconds(20), $"took {took}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task D49_Lost_packets_and_stalls_of_a_second_are_waited_for(int seed)
    {
        // What TCP makes of three lost packets in ten: a silence of 200 ms, doubled with each loss of the same packet; and now and then 1 s.
        var random = new Random(seed);
        await using var server = new ScriptedServer(Reply.Json(Body));
        await using var line = new SlowLine(server.Port, (_, _) =>
        {
            var silence = TimeSpan.FromMilliseconds(5);
            for (var again = 200; random.Next(10) < 3 && again < 10_000; again *= 2)
            {
                silence += TimeSpan.FromMilliseconds(again);
            }

            return (1_400 * 8, silence + (random.Next(20) == 0 ? Second : TimeSpan.Zero));
        });
        Assert.Equal(30_000, (await line.FetchAsync()).Unit.Items.Count);
    }

    [Fact]
    public async Task D49_A_line_that_stands_still_for_half_a_minute_is_given_up_and_may_be_tried_again()
    {
        await using var server = new ScriptedServer(Reply.Json(Body).Cut(60_000, After.Hang));
        await using var line = new SlowLine(server.Port, (piece, _) => (BytesASecond, piece < 3 ? Second : TimeSpan.FromSeconds(31)));
        var failure = await Assert.ThrowsAsync<BackfillException>(() => line.FetchAsync(TimeSpan.FromHours(1)));
        Assert.Equal((FailureCategory.Timeout, true), (failure.Category, failure.CanRetry));
        Assert.Contains("sent less than 1024 bytes in 30 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D49_D50_A_line_that_breaks_three_times_in_ten_brings_every_unit_whole_or_not_at_all()
    {
        var random = new Random(7);
        await using var server = new ScriptedServer(Reply.Json("""{"items":[1,2,3]}""") with { After = After.Close });
        await using var line = new Relay(async (client, stop) =>
        {
            var breaksAfter = random.Next(10) < 3 ? random.Next(80) : int.MaxValue;
            using var to = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await to.ConnectAsync(System.Net.IPAddress.Loopback, server.Port, stop);
            var buffer = new byte[4096];
            await to.SendAsync(buffer.AsMemory(0, await client.ReceiveAsync(buffer, stop)), stop);
            for (var (sent, read) = (0, await to.ReceiveAsync(buffer, stop)); read > 0; read = await to.ReceiveAsync(buffer, stop))
            {
                if (breaksAfter - sent <= read)
                {
                    await client.SendAsync(buffer.AsMemory(0, breaksAfter - sent), stop);
                    client.LingerState = new LingerOption(true, 0);
                    return;
                }

                sent += await client.SendAsync(buffer.AsMemory(0, read), stop);
            }
        });
        await using var source = new HttpSource(Definition($"http://127.0.0.1:{line.Port}"), ["date"], TimeProvider.System);
        var failures = 0;
        for (var units = 0; units < 100;)
        {
            try
            {
                Assert.Equal(3, (await source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None)).Items.Count);
                units++;
            }
            catch (BackfillException e)
            {
                Assert.True(e.CanRetry, e.Message);
                Assert.True(e.Category is FailureCategory.Transient or FailureCategory.Truncated, e.Message);
                failures++;
            }
        }

        Assert.InRange(failures, 10, 100);
    }

    /// <summary>Passes answers on in pieces, each with a pause on the test's clock after it.</summary>
    private sealed class SlowLine : IAsyncDisposable
    {
        private readonly ManualTime _time = new();
        private readonly SemaphoreSlim _paused = new(0);
        private readonly Relay _relay;
        private TimeSpan _pause;

        public SlowLine(int server, Func<int, long, (int Bytes, TimeSpan Pause)> pieces) => _relay = new Relay(async (client, stop) =>
        {
            using var to = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await to.ConnectAsync(System.Net.IPAddress.Loopback, server, stop);
            var request = new byte[4096];
            await to.SendAsync(request.AsMemory(0, await client.ReceiveAsync(request, stop)), stop);
            var sent = 0L;
            for (var piece = 0; ; piece++)
            {
                var (bytes, pause) = pieces(piece, sent);
                var buffer = new byte[bytes];
                var read = await to.ReceiveAsync(buffer, stop);
                await client.SendAsync(buffer.AsMemory(0, read), stop);
                sent += read;
                _pause = pause;
                var over = Task.Delay(pause, _time, stop);
                _paused.Release();
                await over;
            }
        });

        public async Task<(FetchedUnit Unit, TimeSpan Took)> FetchAsync(TimeSpan? limit = null)
        {
            var start = _time.GetTimestamp();
            var definition = Definition($"http://127.0.0.1:{_relay.Port}");
            var fetching = (definition with { RequestTimeout = limit ?? definition.RequestTimeout }).FetchAsync(time: _time);
            while (await Task.WhenAny(fetching, _paused.WaitAsync(TimeSpan.FromMinutes(3))) != fetching)
            {
                Assert.True(_time.GetElapsedTime(start) < TimeSpan.FromMinutes(30), string.Create(CultureInfo.InvariantCulture, $"{_time.GetElapsedTime(start)}"));
                _time.Advance(_pause);
            }

            return (await fetching, _time.GetElapsedTime(start));
        }

        public ValueTask DisposeAsync() => _relay.DisposeAsync();
    }
}

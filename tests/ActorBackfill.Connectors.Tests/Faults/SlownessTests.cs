using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Faults.Fixtures;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Rows E59 and E72: bodies that come drop by drop, and a source that is slow for one key.</summary>
public sealed class SlownessTests
{
    private static readonly HttpSourceDefinition Limits = Definition("http://x");

    [Fact]
    public async Task E59_A_body_that_drips_is_given_up_though_it_is_never_silent()
    {
        var drops = new SemaphoreSlim(0);
        await using var dripping = new Relay(async (client, stop) =>
        {
            await client.ReceiveAsync(new byte[4096], stop);
            await client.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{"u8.ToArray(), stop);
            while (true)
            {
                await drops.WaitAsync(stop);
                await client.SendAsync(" "u8.ToArray(), stop);
            }
        });
        var time = new HeardTime();
        var failing = Definition($"http://127.0.0.1:{dripping.Port}").FailureAsync(time: time);
        await time.HeardAsync();
        for (var second = 0; second < 30; second++)
        {
            drops.Release();
            time.Inner.Advance(TimeSpan.FromSeconds(1));
        }

        var failure = await failing;
        Assert.Equal((FailureCategory.Timeout, true), (failure.Category, failure.CanRetry));
        Assert.Contains("sent less than 1024 bytes in 30 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void E59_Silence_begins_anew_when_enough_has_come_and_never_outlasts_the_request()
    {
        var time = new ManualTime();
        using var deadline = new Deadline(Limits, time, CancellationToken.None);
        deadline.Listen();
        for (var round = 0; round < 3; round++)
        {
            time.Advance(TimeSpan.FromSeconds(29));
            deadline.Heard(1_000);
            deadline.Heard(24);
            Assert.False(deadline.IsOver);
        }

        time.Advance(TimeSpan.FromSeconds(12));
        Assert.False(deadline.IsOver);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(deadline.IsOver && deadline.IsTotalOver);
    }

    [Fact]
    public void E59_A_little_now_and_then_is_silence()
    {
        var time = new ManualTime();
        using var deadline = new Deadline(Limits, time, CancellationToken.None);
        deadline.Listen();
        for (var second = 0; second < 30; second++)
        {
            Assert.False(deadline.IsOver);
            deadline.Heard(30);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(deadline.IsOver && !deadline.IsTotalOver);
    }

    [Fact]
    public async Task E59_Headers_without_end_are_refused()
    {
        await using var endless = new Relay(async (client, stop) =>
        {
            await client.ReceiveAsync(new byte[4096], stop);
            await client.SendAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), stop);
            for (var line = "X-Endless: 0123456789012345678901234567890123456789\r\n"u8.ToArray(); ;)
            {
                await client.SendAsync(line, stop);
            }
        });
        Assert.Equal(FailureCategory.Oversize, (await Definition($"http://127.0.0.1:{endless.Port}").FailureAsync()).Category);
    }

    [Fact]
    public async Task E59_The_page_of_an_error_is_waited_for_two_seconds_at_most()
    {
        await using var server = new ScriptedServer(new Reply("HTTP/1.1 403 x\r\nContent-Length: 100\r\n\r\n<html>no"u8.ToArray(), After.Hang));
        var time = new ManualTime();
        var failing = Definition(server.Base).FailureAsync(time: time);
        // The clocks of the request, of the connection and of the page.
        await time.WaitingAsync(3);
        time.Advance(TimeSpan.FromSeconds(2));
        var failure = await failing;
        Assert.Equal(FailureCategory.Auth, failure.Category);
    }

    [Fact]
    public async Task E72_A_source_that_is_slow_for_one_key_answers_the_others()
    {
        await using var server = new ScriptedServer((path, _) => path.EndsWith("slow", StringComparison.Ordinal) ? new Reply([], After.Hang) : Reply.Json("""{"items":[1]}"""));
        await using var source = new HttpSource(Definition(server.Base), ["date"], TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var slow = source.FetchAsync(Unit("slow"), new FakeGate(), stop.Token).AsTask();
        await server.AskedAsync();
        for (var unit = 0; unit < 20; unit++)
        {
            Assert.Single((await source.FetchAsync(Unit($"d{unit}"), new FakeGate(), CancellationToken.None)).Items);
        }

        Assert.False(slow.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
    }
}

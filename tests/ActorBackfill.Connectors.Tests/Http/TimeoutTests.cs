using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class TimeoutTests
{
    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    public async Task E59_Headers_that_do_not_come_end_the_request_at_its_limit(string bytes)
    {
        await using var server = new ScriptedServer(new Reply([.. bytes.Select(c => (byte)c)], After.Hang));
        var time = new ManualTime();
        var failing = Definition(server.Base).FailureAsync(time: time);
        await server.AskedAsync();
        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(failing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var failure = await failing;
        Assert.Equal(FailureCategory.Timeout, failure.Category);
        Assert.Contains("did not answer within 100 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E59_The_limit_of_a_request_covers_its_body()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[]}""").Cut(73, After.Hang));
        var time = new HeardTime();
        var failing = (Definition(server.Base) with { RequestTimeout = TimeSpan.FromSeconds(10) }).FailureAsync(time: time);
        await time.HeardAsync();
        time.Inner.Advance(TimeSpan.FromSeconds(10));
        var failure = await failing;
        Assert.Equal(FailureCategory.Timeout, failure.Category);
        Assert.Contains("the limit of a request", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E59_A_body_that_stalls_ends_the_request_before_its_limit()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[]}""").Cut(73, After.Hang));
        var time = new HeardTime();
        var failing = Definition(server.Base).FailureAsync(time: time);
        await time.HeardAsync();
        time.Inner.Advance(TimeSpan.FromSeconds(30));
        var failure = await failing;
        Assert.Equal(FailureCategory.Timeout, failure.Category);
        Assert.Contains("sent less than 1024 bytes in 30 s after 0 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_waits_for_its_turn_does_not_use_up_its_time()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[1]}"""));
        var time = new ManualTime();
        var gate = new SlowGate(time);
        Assert.Single((await Definition(server.Base).FetchAsync(gate, time)).Items);
    }

    private sealed class SlowGate(ManualTime time) : Engine.Ports.IRequestGate
    {
        public ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
        {
            time.Advance(TimeSpan.FromHours(1));
            return new FakeGate().EnterAsync(cancellation);
        }

        public void CloseFor(TimeSpan delay, string reason)
        {
        }
    }
}

using ActorBackfill.Engine.Working;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Engine.Tests.Working;

public class AttemptLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void An_attempt_is_cut_off_when_its_time_is_over()
    {
        using var limit = new AttemptLimit(_time, TimeSpan.FromMinutes(5), CancellationToken.None);
        var token = limit.Begin();
        _time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.False(token.IsCancellationRequested);

        _time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public void Waiting_for_a_turn_costs_an_attempt_no_time()
    {
        using var limit = new AttemptLimit(_time, TimeSpan.FromMinutes(5), CancellationToken.None);
        var token = limit.Begin();
        _time.Advance(TimeSpan.FromMinutes(2));
        limit.Stop();
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromMinutes(2), limit.Spent);
        limit.GoOn();
        _time.Advance(TimeSpan.FromMinutes(2.9));
        Assert.False(token.IsCancellationRequested);

        _time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public void The_next_attempt_has_its_whole_time_again()
    {
        using var limit = new AttemptLimit(_time, TimeSpan.FromMinutes(5), CancellationToken.None);
        limit.Begin();
        _time.Advance(TimeSpan.FromMinutes(3));
        limit.Stop();
        limit.GoOn();

        var token = limit.Begin();
        _time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.False(token.IsCancellationRequested);
    }
}

using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Working;

namespace ActorBackfill.Engine.Tests.Controlling;

public class WorkingTimeTests
{
    private readonly ActorBackfill.Tests.Shared.ManualTime _time = new();
    private readonly WorkingTime _working;

    public WorkingTimeTests() => _working = new WorkingTime(_time);

    [Fact]
    public void What_passes_during_a_pause_is_not_measured()
    {
        var start = _working.GetTimestamp();
        Pass(seconds: 3);
        _working.Stop();
        Pass(seconds: 100);
        _working.Stop();
        Assert.Equal(TimeSpan.FromSeconds(3), _working.GetElapsedTime(start));
        _working.GoOn();
        _working.GoOn();
        Pass(seconds: 4);

        Assert.Equal(TimeSpan.FromSeconds(7), _working.GetElapsedTime(start));
    }

    [Fact]
    public void The_time_limit_of_an_attempt_stands_still_while_the_run_is_paused()
    {
        using var limit = new AttemptLimit(_working, TimeSpan.FromSeconds(60), CancellationToken.None);
        var attempt = limit.Begin();
        Pass(seconds: 50);
        _working.Stop();
        Pass(seconds: 3_600);
        _working.GoOn();
        Pass(seconds: 9);
        Assert.False(attempt.IsCancellationRequested);

        Pass(seconds: 2);

        Assert.True(attempt.IsCancellationRequested);
    }

    [Fact]
    public void An_attempt_that_begins_in_a_pause_has_all_its_time_afterwards()
    {
        _working.Stop();
        using var limit = new AttemptLimit(_working, TimeSpan.FromSeconds(60), CancellationToken.None);
        var attempt = limit.Begin();
        Pass(seconds: 3_600);
        _working.GoOn();
        Pass(seconds: 59);
        Assert.False(attempt.IsCancellationRequested);

        Pass(seconds: 2);

        Assert.True(attempt.IsCancellationRequested);
    }

    [Fact]
    public void A_timer_that_has_fired_or_was_disposed_does_not_fire_after_a_pause()
    {
        var fired = 0;
        using var timer = _working.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _working.CreateTimer(_ => fired += 100, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan).Dispose();
        Pass(seconds: 1);
        _working.Stop();
        _working.GoOn();
        Pass(seconds: 10);

        Assert.Equal(1, fired);
    }

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}

using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Progress;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Progress;

public sealed class ProgressLinesTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingTerminal _terminal;
    private readonly ProgressLines _lines;

    public ProgressLinesTests()
    {
        _terminal = new RecordingTerminal(time: _clock);
        _lines = new ProgressLines(_terminal.Terminal);
    }

    [Fact]
    public void A_fast_run_says_a_line_every_five_percent()
    {
        for (var done = 0; done <= 1_000; done++)
        {
            _lines.Update(Progresses.Of(1_000, done));
        }

        Assert.Equal(21, _terminal.ErrorLines.Count);
    }

    [Fact]
    public void A_slow_run_says_a_line_every_thirty_seconds()
    {
        for (var second = 0; second <= 120; second++)
        {
            _lines.Update(Progresses.Of(1_000_000, second));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(5, _terminal.ErrorLines.Count);
    }

    [Fact]
    public void A_line_says_how_far_how_fast_and_how_long()
    {
        _lines.Update(Progresses.Of(100, 40, failed: 2) with { InFlight = 7, Retries = 3 });

        Assert.Equal(" 42 %  42/100 units, 2.0/s, ETA 1 min 20 s - 1 min 41 s, 7 in flight, 3 retried, 2 failed", _terminal.ErrorLines[0]);
    }

    [Fact]
    public void A_stalled_run_says_what_it_waits_for()
    {
        _lines.Update(Progresses.Of(100, 40) with { WaitingFor = "the source: 429 with Retry-After 40 s" });

        Assert.EndsWith("waiting: the source: 429 with Retry-After 40 s", _terminal.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void E68_A_warning_is_told_with_its_number_and_not_as_a_failure()
    {
        var warning = new FailureGroup("warning", "* says * items in all, and * came", 3, "date=2025-09-01", "http://x/d says 7 items in all, and 6 came");
        _lines.Update(Progresses.Of(100, 40) with { Warnings = [warning] });

        Assert.Equal("3 units, warning: http://x/d says 7 items in all, and 6 came (date=2025-09-01)", _terminal.ErrorLines[0]);
    }

    [Fact]
    public void Failures_are_told_as_they_group_and_not_a_line_a_unit()
    {
        for (var failed = 1; failed <= 500; failed++)
        {
            _lines.Update(Progresses.Of(100_000, 0, failed, new FailureGroup("transient", "HTTP *", failed, "date=2021-11-15", "HTTP 500")));
        }

        Assert.Equal(
            ["1 unit failed, transient: HTTP 500 (date=2021-11-15)", "10 units failed, transient: HTTP 500 (date=2021-11-15)", "100 units failed, transient: HTTP 500 (date=2021-11-15)"],
            _terminal.ErrorLines.Where(l => l.Contains("transient", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_but_text_and_line_feeds_is_written()
    {
        _lines.Update(Progresses.Of(100, 40, 1, new FailureGroup("transient", "x", 1, "a\u001b[2J", "evil\r\u001b[31m")));
        _lines.End(Progresses.Of(100, 100));

        Assert.DoesNotContain('\r', _terminal.Error);
        Assert.DoesNotContain('\u001b', _terminal.Error);
    }
}

using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Tests.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Outcomes;

public sealed class BreakerTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 15, 12, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Failures_in_a_row_open_it_one_probe_is_let_through_and_closes_it()
    {
        var breaker = new Breaker(3, Seconds(10), Seconds(60));
        Assert.False(breaker.Fail(Seconds(1), isProbe: false));
        Assert.False(breaker.Succeed(isProbe: false));
        Assert.False(breaker.Fail(Seconds(2), isProbe: false));
        Assert.False(breaker.Fail(Seconds(3), isProbe: false));
        Assert.True(breaker.Fail(Seconds(4), isProbe: false));

        // What was under way changes nothing.
        Assert.False(breaker.Fail(Seconds(5), isProbe: false) || breaker.Succeed(isProbe: false));
        Assert.Equal(BreakerAnswer.Refuse, breaker.Admit(Seconds(13.9)));
        Assert.Equal((BreakerAnswer.Probe, BreakerAnswer.AwaitProbe), (breaker.Admit(Seconds(14)), breaker.Admit(Seconds(100))));
        Assert.True(breaker.Succeed(isProbe: true));
        Assert.Equal(BreakerAnswer.Pass, breaker.Admit(Seconds(101)));
    }

    [Fact]
    public void Each_probe_that_fails_doubles_the_time_up_to_the_longest()
    {
        var breaker = new Breaker(1, Seconds(10), Seconds(35));
        var (now, lengths) = (TimeSpan.Zero, new List<double>());
        for (var i = 0; i < 4; i++)
        {
            Assert.True(breaker.Fail(now, isProbe: i > 0));
            lengths.Add((breaker.Until!.Value - now).TotalSeconds);
            now = breaker.Until.Value;
            Assert.Equal(BreakerAnswer.Probe, breaker.Admit(now));
        }

        Assert.Equal([10, 20, 35, 35], lengths);
    }

    [Fact]
    public void A_probe_that_says_nothing_leaves_the_next_one_to_tell()
    {
        var breaker = new Breaker(1, Seconds(10), Seconds(10));
        breaker.Fail(TimeSpan.Zero, isProbe: false);
        Assert.Equal(BreakerAnswer.Probe, breaker.Admit(Seconds(10)));
        breaker.Forget();
        Assert.Equal(BreakerAnswer.Probe, breaker.Admit(Seconds(10)));
    }

    [Theory]
    [InlineData(-3_600)]
    [InlineData(315_360_000)]
    public void F78_A_wall_clock_that_jumps_keeps_no_breaker_open_for_longer_than_it_was_to_be(double seconds)
    {
        var definition = new BreakerDefinition { Entity = new EntityBreakerDefinition("player") };
        var opened = new BreakerOpened("run", At, "player=1", At.AddMinutes(30), 5, "not-found", "404");
        var book = new BreakerBook(definition, "next");

        book.Restore([opened], new Moment(Seconds(1), At.AddSeconds(seconds)));

        // Clocks forward: over at once. Backward: the half hour it was to be, and no more; by the time that has passed.
        Assert.Equal(seconds > 0 ? BreakerAnswer.Probe : BreakerAnswer.Refuse, book.Admit("player=1", new Moment(Seconds(2), default)));
        Assert.NotEqual(BreakerAnswer.Refuse, book.Admit("player=1", new Moment(Seconds(1_802), default)));
    }

    [Fact]
    public void The_book_says_what_to_journal_with_the_last_cause_and_forgets_who_does_not_fail()
    {
        var book = new BreakerBook(new BreakerDefinition { Source = new SourceBreakerDefinition { Failures = 2 } }, "run");
        Assert.Null(book.Fail(BreakerBook.Source, false, FailureCategory.Transient, "first", new Moment(Seconds(1), At)));
        var opened = book.Fail(BreakerBook.Source, false, FailureCategory.Timeout, "second", new Moment(Seconds(2), At));

        Assert.Equal(new BreakerOpened("run", At, "source", At.AddSeconds(30), 2, "timeout", "second"), opened);
        Assert.Equal(opened, Assert.Single(book.Open));
        Assert.Equal(new BreakerClosed("run", At, "source"), book.Succeed(BreakerBook.Source, true, new Moment(Seconds(40), At)));
        Assert.True(book.IsQuiet);
    }

    [Fact]
    public void Retries_never_come_faster_than_the_budget() => Some.Holds(Prop.ForAll(
        Gen.Choose(0, 500).Select(n => n / 10.0).ListOf().ToArbitrary(), gaps =>
        {
            var budget = new RetryBudget(0, perSecond: 2, most: 5);
            var (now, starts) = (TimeSpan.Zero, new List<TimeSpan>());
            foreach (var gap in gaps)
            {
                now += Seconds(gap / 10);
                starts.Add(now + budget.Spend(now));
            }

            // From any start on: what was saved, and two a second.
            return starts.Select((from, i) => (from, i)).All(s => Enumerable.Range(s.i, starts.Count - s.i)
                .All(j => j - s.i + 1 <= 5 + (2 * (starts[j] - s.from).TotalSeconds) + 1.001));
        }));

    [Fact]
    public void First_attempts_earn_retries()
    {
        var budget = new RetryBudget(0.2, perSecond: 1, most: 1);
        Assert.Equal((TimeSpan.Zero, Seconds(1)), (budget.Spend(TimeSpan.Zero), budget.Spend(TimeSpan.Zero)));
        budget.Earn(10);
        Assert.Equal(TimeSpan.Zero, budget.Spend(TimeSpan.Zero));
    }

    [Theory]
    [InlineData("0", 1, 1, true)]
    [InlineData("10", 10, 10, false)]
    [InlineData("10", 11, 5_000, true)]
    [InlineData("2.5%", 1, 19, false)]
    [InlineData("2.5%", 1, 20, true)]
    [InlineData("2.5%", 25, 1_000, false)]
    public void A_limit_of_failures_is_a_number_or_a_share(string text, long failed, long ended, bool isExceeded)
    {
        var limit = FailureLimit.Parse(text)!.Value;
        Assert.Equal((isExceeded, text), (limit.IsExceeded(failed, ended), limit.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("101%")]
    [InlineData("%")]
    [InlineData("a%")]
    public void Anything_else_is_no_limit(string text) => Assert.Null(FailureLimit.Parse(text));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}

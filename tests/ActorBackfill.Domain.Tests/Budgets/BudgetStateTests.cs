using ActorBackfill.Domain.Budgets;

namespace ActorBackfill.Domain.Tests.Budgets;

public class BudgetStateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(2.5)]
    [InlineData(20)]
    [InlineData(100 / 60.0)]
    [InlineData(300)]
    [InlineData(5_000)]
    public void The_rate_is_used_and_never_passed_although_timers_are_late(double rate)
    {
        var chance = new Random(1);
        var runs = new SimulatedRuns(lateness: () => TimeSpan.FromMilliseconds(chance.NextDouble() * 5));
        for (var i = 0; i < 3; i++)
        {
            runs.Add(new BudgetLimits { Rate = rate }, workers: 200);
        }

        var time = TimeSpan.FromSeconds(Math.Max(20, 100 / rate));
        runs.RunUntil(time);

        Assert.InRange(runs.MostWithin(TimeSpan.FromSeconds(Math.Ceiling(rate) / rate)), 1, (int)Math.Ceiling(rate));
        Assert.InRange(runs.Released.Count / time.TotalSeconds / rate, 0.98, 1.0 + (Math.Ceiling(rate) / rate / time.TotalSeconds));
    }

    [Fact]
    public void Turns_lie_evenly_and_nobody_makes_up_for_time_in_which_nobody_waited()
    {
        var runs = new SimulatedRuns();
        runs.Add(new BudgetLimits { Rate = 10 }, workers: 1);
        runs.RunUntil(Second);
        var gaps = runs.Released.Zip(runs.Released.Skip(1), (a, b) => b.At - a.At).ToList();
        Assert.All(gaps, gap => Assert.InRange(gap.TotalMilliseconds, 99, 101));

        runs.RunUntil(TimeSpan.FromSeconds(10));
        runs.Add(new BudgetLimits { Rate = 10 }, workers: 5);
        runs.RunUntil(TimeSpan.FromSeconds(20));
        Assert.Equal(2, runs.MostWithin(TimeSpan.FromMilliseconds(101)));
    }

    [Fact]
    public void The_strictest_limit_of_those_alive_holds_for_all()
    {
        var runs = new SimulatedRuns();
        runs.Add(new BudgetLimits { Rate = 50 }, workers: 5);
        runs.RunUntil(5 * Second);
        var strict = runs.Add(new BudgetLimits { Rate = 5 }, workers: 1);
        runs.RunUntil(10 * Second);
        Assert.Equal(5, runs.LastAnswer.Rate);
        Assert.InRange(runs.Released.Count(r => r.At > 6 * Second && r.At <= 10 * Second), 19, 20);

        runs.Kill(strict);
        runs.RunUntil(20 * Second);
        Assert.Equal(50, runs.LastAnswer.Rate);
    }

    [Fact]
    public void Runs_that_wait_get_turns_in_turn()
    {
        var runs = new SimulatedRuns();
        runs.Add(new BudgetLimits { Rate = 20 }, workers: 20);
        runs.Add(new BudgetLimits { Rate = 20 }, workers: 2);
        runs.Add(new BudgetLimits { Rate = 20 }, workers: 5);
        runs.RunUntil(20 * Second);

        Assert.All(runs.Released.CountBy(r => r.Run), run => Assert.InRange(run.Value, 125, 140));
        Assert.InRange(runs.Released.Count, 396, 401);
    }

    [Fact]
    public void Runs_that_want_more_slots_than_there_are_share_them()
    {
        var runs = new SimulatedRuns();
        runs.Add(new BudgetLimits { Concurrency = 7 }, workers: 15);
        runs.RunUntil(Second);
        runs.Add(new BudgetLimits { Concurrency = 7 }, workers: 15);
        runs.RunUntil(10 * Second);

        var counts = runs.Released.Where(r => r.At > 2 * Second).CountBy(r => r.Run).ToDictionary();
        Assert.InRange((double)counts[0] / counts[1], 0.7, 1.43);
        // 7 slots of 50 ms for 8 s, less the time until a slot that the other gave back is found.
        Assert.InRange(counts.Values.Sum(), 0.75 * 8 * 140, 8 * 140);
    }

    [Fact]
    public void The_slots_of_a_dead_process_come_back()
    {
        var runs = new SimulatedRuns();
        var killed = runs.Add(new BudgetLimits { Concurrency = 2 }, workers: 2);
        runs.RunUntil(TimeSpan.FromMilliseconds(10));
        runs.Kill(killed);
        runs.Add(new BudgetLimits { Concurrency = 2 }, workers: 2);
        runs.RunUntil(3 * Second);

        Assert.Contains(runs.Released, r => r.Run == 1 && r.At < 2.5 * Second);
    }

    [Theory]
    [InlineData(1, 600)]
    [InlineData(60, 600)]
    [InlineData(1440, 600)]
    public void A_quota_closes_the_source_until_its_window_has_room(int minutes, int most)
    {
        var window = TimeSpan.FromMinutes(minutes);
        var limits = minutes switch { 1 => new BudgetLimits { PerMinute = most }, 60 => new BudgetLimits { PerHour = most }, _ => new BudgetLimits { PerDay = most } };
        var runs = new SimulatedRuns();
        runs.Add(limits with { Rate = 100 }, workers: 10);
        runs.RunUntil(window / 4);
        Assert.Equal(most, runs.Released.Count);
        Assert.Contains("600 of 600 requests", runs.LastAnswer.ClosedReason, StringComparison.Ordinal);

        runs.RunUntil(window * 4);
        Assert.InRange(runs.MostWithin(window), most, most);
        Assert.InRange(runs.Released.Count, 4 * most * 0.98 - most * 0.1, 4 * most);
    }

    [Fact]
    public void F78_A_wall_clock_that_jumps_neither_opens_a_budget_nor_keeps_it_closed()
    {
        var runs = new SimulatedRuns();
        runs.Add(new BudgetLimits { PerHour = 10, Rate = 2 }, workers: 2);
        runs.RunUntil(10 * Second);
        Assert.Equal(10, runs.Released.Count);

        runs.WallError = TimeSpan.FromDays(3650);
        runs.RunUntil(TimeSpan.FromMinutes(30));
        Assert.Equal(10, runs.Released.Count);

        runs.WallError = TimeSpan.FromHours(-1);
        runs.RunUntil(TimeSpan.FromMinutes(59));
        Assert.Equal(10, runs.Released.Count);
        runs.RunUntil(TimeSpan.FromMinutes(62));
        Assert.Equal(20, runs.Released.Count);
    }

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(-1, 10)]
    [InlineData(2, 20)]
    [InlineData(87_600, 20)]
    public void Another_boot_believes_the_wall_clock_up_to_a_day(double hours, int released)
    {
        var state = BudgetState.Begin(Moment(0, 0, "one"));
        var who = new PartyId("run", 1, "", "one");
        var request = new BudgetRequest(who, new BudgetLimits { PerHour = 10 }) { Wanted = 10 };
        (state, var first) = state.Reserve(request, Moment(5, 0, "one"), _ => true);
        Assert.Equal(10, first.Turns);

        (_, var second) = state.Reserve(request with { Who = who with { Id = "other", Boot = "two" } }, Moment(1, hours, "two"), _ => false);

        Assert.Equal(released - 10, second.Turns);
    }

    [Fact]
    public void A_server_that_asks_for_quiet_gets_it_exactly_and_a_slow_start_after()
    {
        var server = new ScriptedServer();
        var runs = new SimulatedRuns(server);
        runs.Add(new BudgetLimits { Rate = 20 }, workers: 10);
        runs.Add(new BudgetLimits { Rate = 20 }, workers: 10);
        runs.RunUntil(2 * Second);
        server.RetryAfter = 5 * Second;
        runs.RunUntil(TimeSpan.FromSeconds(2.06));
        var closed = runs.Arrived.Find(a => a.Refused).At + server.RefusalLatency;
        runs.RunUntil(20 * Second);

        Assert.DoesNotContain(runs.Arrived, a => a.At > closed && a.At < closed + (5 * Second));
        var after = runs.Arrived.Select(a => (a.At - closed).TotalSeconds - 5).Where(s => s >= 0).ToList();
        Assert.InRange(after[0], 0, 0.01);
        Assert.InRange(after.Count(s => s < 1), 8, 13);
        Assert.InRange(after.Count(s => s is >= 6 and < 8), 39, 41);
    }

    [Fact]
    public void Without_a_time_the_quiet_doubles_until_something_is_answered()
    {
        var server = new ScriptedServer { RetryAfter = TimeSpan.Zero, IsRefusing = true };
        var runs = new SimulatedRuns(server);
        runs.Add(BudgetLimits.None, workers: 4);
        runs.RunUntil(40 * Second);

        var times = runs.Arrived.Select(a => a.At.TotalSeconds).Where(t => t > 0).Select(t => Math.Round(t)).Distinct().ToList();
        Assert.Equal([1, 3, 7, 15, 31], times);

        (server.IsRefusing, server.RetryAfter) = (false, null);
        runs.RunUntil(80 * Second);
        Assert.Null(runs.LastAnswer.ClosedReason);
        Assert.Equal(0, runs.State.Refusals);
    }

    private static BudgetMoment Moment(double seconds, double hours, string boot) =>
        new(TimeSpan.FromSeconds(seconds), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hours), boot);

    private sealed class ScriptedServer : SimulatedServer
    {
        public TimeSpan? RetryAfter { get; set; }

        public bool IsRefusing { get; set; }

        public TimeSpan RefusalLatency { get; } = TimeSpan.FromMilliseconds(10);

        public override ServerAnswer Take(TimeSpan now)
        {
            var answer = RetryAfter is { } wait ? new ServerAnswer(RefusalLatency, wait) : base.Take(now);
            RetryAfter = IsRefusing ? RetryAfter : null;
            return answer;
        }
    }
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress.Estimating;

namespace ActorBackfill.Domain.Tests.Progress;

public class EtaForecastTests
{
    [Fact]
    public void Units_that_are_left_cost_what_their_values_cost_and_not_the_mean_of_all()
    {
        var run = Play(isWave: false, (unit, _) => unit.Value("state") == "SLOW" ? 3 : 0.1, "SLOW", "Q1", "Q2", "Q3");
        var slow = run.Ended.Where(u => ValueOf(run.Plan, u.Ordinal) != "SLOW").ToList();
        var state = Settled(slow.Select(u => u.Ordinal));

        // All but the slow ones are done: what is left takes 15 times the mean of what was measured.
        var forecast = Forecast(run.Plan, state, run.Ended.Take(200), left: run.Plan.Count - slow.Count, workers: 4)!;

        Assert.Equal("state", forecast.By);
        Assert.Equal("SLOW", forecast.Slowest!.Value.Value);
        Assert.InRange(forecast.Slowest.Value.Seconds, 2.5, 3.5);
        Assert.InRange(forecast.Fastest!.Value.Seconds, 0.05, 0.3);
        Assert.InRange(forecast.Time.TotalSeconds, 0.8 * 92 * 3 / 4, 1.2 * 92 * 3 / 4);
        Assert.InRange(forecast.Time, forecast.Interval.Low, forecast.Interval.High);
    }

    [Fact]
    public void Waves_wait_for_their_slowest_unit()
    {
        // Four workers and four units a wave, one of them slow: each wave takes as long as that one.
        var run = Play(isWave: true, (unit, _) => unit.Value("state") == "SLOW" ? 3 : 0.1, "SLOW", "Q1", "Q2", "Q3");

        var forecast = Forecast(run.Plan, new CheckpointState(), run.Ended, left: run.Plan.Count, workers: 4)!;

        var mean = run.Plan.Count * ((3 + 0.3) / 4) / 4;
        Assert.InRange(forecast.Time.TotalSeconds, 0.8 * 92 * 3, 1.2 * 92 * 3);
        Assert.True(forecast.Time.TotalSeconds > 3 * mean, $"{forecast.Time} is about the mean of all units, {mean} s");
    }

    [Fact]
    public void Units_that_do_not_differ_have_one_cost()
    {
        var run = Play(isWave: false, (_, random) => 0.4 + (0.4 * random.NextDouble()), "A", "B");

        var forecast = Forecast(run.Plan, new CheckpointState(), run.Ended, left: run.Plan.Count, workers: 4)!;

        Assert.InRange(forecast.Time.TotalSeconds, 0.85 * 184 * 0.6 / 4, 1.15 * 184 * 0.6 / 4);
        Assert.Equal(184, forecast.Units);
    }

    [Fact]
    public void Too_little_that_was_measured_gives_none()
    {
        var run = Play(isWave: false, (_, _) => 1, "A", "B");

        Assert.Null(Forecast(run.Plan, new CheckpointState(), run.Ended.Take(2), left: 10, workers: 1));
        Assert.Null(EtaForecast.Of(run.Plan, new CheckpointState(), false, false, [(-5, 1), (-6, 1), (-7, 1)], Now(10, 1)));
    }

    private static (Plan Plan, ImmutableArray<(long Ordinal, int Milliseconds)> Ended) Play(bool isWave, Func<PlanUnit, Random, double> seconds, params ImmutableArray<string> states)
    {
        var past = new GeneratedRun
        {
            Dimensions =
            [
                new CalendarDimensionDefinition("day", isWave, PlanOrder.Oldest, CalendarStep.Day, new DateOnly(2024, 1, 1), new DateOnly(2024, 4, 1)),
                new ListDimensionDefinition("state", false, PlanOrder.Oldest, states),
            ],
            Seconds = (unit, _, random) => seconds(unit, random),
            Workers = 4,
        }.Play(1);
        return (past.Plan, [.. past.Units.Select(u => (u.Ordinal, (int)u.Took.TotalMilliseconds))]);
    }

    private static EtaForecast? Forecast(Plan plan, CheckpointState state, IEnumerable<(long, int)> measured, long left, int workers) =>
        EtaForecast.Of(plan, state, runsAgain: false, isLimited: false, [.. measured], Now(left, workers));

    private static EtaNow Now(long left, int workers) => new() { Elapsed = TimeSpan.Zero, Workers = workers, Left = left };

    private static string ValueOf(Plan plan, long ordinal) => plan.UnitAt(plan.IndexOfOrdinal(ordinal)).Value("state")!;

    private static CheckpointState Settled(IEnumerable<long> ordinals)
    {
        var state = new CheckpointState();
        foreach (var part in ordinals.Order().Chunk(SettledUnits.MaxUnits))
        {
            var commit = new UnitsSettled(state.N + 1, "run", DateTimeOffset.UnixEpoch, SettledUnits.Pack([.. part.Select(o => new SettledUnit(o, UnitOutcome.Done, 1, 1, 1, 0))]));
            state.Apply(commit with { Chain = CommitChain.Next(state.Chain, commit) });
        }

        return state;
    }
}

using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Failing;

/// <summary>Breakers in whole runs, on a clock that only the test moves.</summary>
public sealed class BreakerTests : VirtualRunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    private bool _isDown = true;

    [Fact]
    public async Task Units_wait_behind_an_open_source_and_all_are_done_when_it_is_back()
    {
        Source.Script = (unit, _, _) => _isDown
            ? throw new BackfillException(FailureCategory.Transient, "connection refused by http://a")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));
        var job = Jobs.OfNumbers(200, workers: 4);
        var run = Start(job with { Retry = job.Retry with { MaxAttempts = 50 }, Breaker = Source5 });
        await AwaitAssertAsync(async () => Assert.StartsWith("the source: 5 failures in a row", await WaitingForAsync(run), StringComparison.Ordinal), Soon);
        Assert.EndsWith("the last: connection refused by http://a", await WaitingForAsync(run), StringComparison.Ordinal);
        var asked = Source.Fetched.Count;
        Assert.InRange(asked, 5, 8);

        Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(asked, Source.Fetched.Count);
        _isDown = false;
        var (result, _) = await EndWithinAsync(run, Soon);

        Assert.Equal(new UnitCounts(200, 200, 0, 0, 0, 0), result.Progress.Units);
    }

    [Fact]
    public async Task A_breaker_that_is_open_stays_open_for_the_next_run()
    {
        Source.Script = (unit, _, _) => throw new BackfillException(FailureCategory.NotFound, "no such player");
        var job = Jobs.Of(Jobs.MonthsAndStates(1), workers: 1) with { Breaker = new BreakerDefinition { Entity = new EntityBreakerDefinition("state") { Failures = 2 } } };

        var (first, _) = await EndWithinAsync(Start(job), Soon);
        Assert.Equal((3L, 2), (first.Progress.Units.Failed, Source.Fetched.Count));
        Assert.Contains(first.Progress.Failures, f => f.Category == "breaker-open" && f.SampleText.Contains("state=S1 has failed 2 times in a row", StringComparison.Ordinal)
            && f.SampleText.Contains("the last failure: not-found: no such player", StringComparison.Ordinal));

        // Another process, before the time is over: nobody is asked. After it: one probe decides.
        await EndWithinAsync(Start(job), Soon);
        Assert.Equal(2, Source.Fetched.Count);
        Advance(TimeSpan.FromMinutes(31));
        Source.Script = null;
        var (last, _) = await EndWithinAsync(Start(job), Soon);
        Assert.Equal(3, last.Progress.Units.Done);
    }

    [Fact]
    public async Task An_entity_that_fails_takes_no_other_with_it()
    {
        Source.Script = (unit, _, _) => unit.Value("state") == "S2"
            ? throw new BackfillException(FailureCategory.InvalidData, "broken")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));
        var job = Jobs.Of(Jobs.MonthsAndStates(3), workers: 1) with { Breaker = new BreakerDefinition { Entity = new EntityBreakerDefinition("state") { Failures = 1 } } };

        var (result, _) = await EndWithinAsync(Start(job), Soon);

        Assert.Equal(new UnitCounts(9, 6, 0, 0, 3, 0), result.Progress.Units);
        Assert.Equal(7, Source.Fetched.Count);
    }

    private static BreakerDefinition Source5 => new() { Source = new SourceBreakerDefinition { Failures = 5, For = TimeSpan.FromSeconds(10) } };

    private static async Task<string> WaitingForAsync(Run run) =>
        (await run.Supervisor.Ask<RunProgress>(Engine.Supervising.GetProgress.Instance, Soon)).WaitingFor ?? "";
}

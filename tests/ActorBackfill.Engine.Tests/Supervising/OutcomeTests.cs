using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Tests.Fakes;

namespace ActorBackfill.Engine.Tests.Supervising;

public class OutcomeTests : RunTest
{
    [Fact]
    public async Task A_unit_that_fails_in_passing_is_tried_again_and_succeeds()
    {
        Source.Script = (unit, count, _) => count < 3
            ? throw new BackfillException(FailureCategory.Transient, "refused")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));

        var result = await RunAsync(Jobs.OfNumbers(5));

        Assert.Equal(5, result.Progress.Units.Done);
        Assert.Equal(10, result.Progress.Retries);
        Assert.Equal(15, result.Progress.Requests);
    }

    [Fact]
    public async Task A_unit_that_keeps_failing_fails_after_its_attempts_and_the_others_go_on()
    {
        Source.Script = (unit, _, _) => unit.Index % 10 == 3
            ? throw new BackfillException(FailureCategory.Transient, $"server said 500 for {unit.Key}")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));

        var result = await RunAsync(Jobs.OfNumbers(100));

        Assert.Equal(new UnitCounts(100, 90, 0, 0, 10, 0), result.Progress.Units);
        var group = Assert.Single(result.Progress.Failures);
        Assert.Equal(("transient", 10L), (group.Category, group.Count));
        Assert.All(Source.Counts.Where(c => c.Value > 1), c => Assert.Equal(3, c.Value));
    }

    [Fact]
    public async Task Failed_units_run_again_on_resume()
    {
        var broken = true;
        Source.Script = (unit, _, _) => broken && unit.Index == 2
            ? throw new BackfillException(FailureCategory.InvalidData, "no cents")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));
        await RunAsync(Jobs.OfNumbers(5));
        broken = false;
        Source.Fetched.Clear();

        var resumed = await RunAsync(Jobs.OfNumbers(5));

        Assert.Equal(["n=3"], Source.Fetched);
        Assert.Equal(new UnitCounts(5, 5, 0, 0, 0, 0), resumed.Progress.Units);
    }

    [Fact]
    public async Task A_unit_that_the_sink_refuses_fails_alone()
    {
        Sink.Refuses = r => r.Unit.Index == 4 ? new BackfillException(FailureCategory.InvalidData, "rows.value: too long") : null;

        var result = await RunAsync(Jobs.OfNumbers(50));

        Assert.Equal(new UnitCounts(50, 49, 0, 0, 1, 0), result.Progress.Units);
    }

    [Fact]
    public async Task An_empty_unit_is_settled_with_no_rows()
    {
        Source.Script = (unit, _, _) => ValueTask.FromResult(unit.Index == 0 ? new FetchedUnit([], 1, 2) : ScriptedSource.OneItem(unit));

        var result = await RunAsync(Jobs.OfNumbers(3));

        Assert.Equal(new UnitCounts(3, 2, 1, 0, 0, 0), result.Progress.Units);
    }

    [Fact]
    public async Task A_processor_that_declines_a_unit_leaves_its_reason_and_no_rows()
    {
        var result = await RunAsync(Jobs.OfNumbers(3), processor: () => new Declining());

        Assert.Equal(new UnitCounts(3, 0, 0, 3, 0, 0), result.Progress.Units);
        Assert.Empty(Sink.Rows);
    }

    [Fact]
    public async Task A_processor_that_throws_fails_its_unit_as_a_calculation()
    {
        var result = await RunAsync(Jobs.OfNumbers(3), processor: () => new Throwing());

        Assert.Equal(3, result.Progress.Units.Failed);
        Assert.Equal("calculation", Assert.Single(result.Progress.Failures).Category);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_cancelled_and_tried_again()
    {
        // A machine that stands still makes later attempts too long as well: there are enough of them.
        var job = Jobs.OfNumbers(1) with { Retry = new RetryDefinition { AttemptTimeout = TimeSpan.FromMilliseconds(20), MinBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromMilliseconds(2), MaxAttempts = 50 } };
        Source.Script = async (unit, count, cancellation) =>
        {
            await Task.Delay(count == 1 ? Timeout.Infinite : 0, cancellation);
            return ScriptedSource.OneItem(unit);
        };

        var result = await RunAsync(job);

        Assert.Equal(1, result.Progress.Units.Done);
        Assert.InRange(result.Progress.Retries, 1, 49);
    }

    private sealed class Declining : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            unit.Skip("nothing to do on a holiday");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Throwing : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation) => throw new DivideByZeroException();
    }
}

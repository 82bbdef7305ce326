using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;

namespace ActorBackfill.Engine.Tests.Faults;

/// <summary>Rows of class E that need a whole run: what a source does to units, seen from outside.</summary>
public sealed class SourceFaultTests : RunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task E66_Items_that_come_twice_in_a_unit_are_one_row_and_counted()
    {
        Source.Script = (_, _, _) => ValueTask.FromResult(new FetchedUnit([Item("a", 1), Item("b", 2), Item("a", 3)], 2, 30));

        var result = await RunAsync(Jobs.OfNumbers(1));

        Assert.Equal((2, 1), (result.Progress.Rows, result.Progress.Duplicates));
        Assert.Equal(new UnitCounts(1, 1, 0, 0, 0, 0), result.Progress.Units);
    }

    [Fact]
    public async Task E68_What_is_odd_about_units_and_no_failure_is_said_once_with_its_number()
    {
        Source.Script = (unit, _, _) => ValueTask.FromResult(
            ScriptedSource.OneItem(unit) with { Warnings = unit.Index % 2 == 0 ? [$"http://x/{unit.Key} says 7 items in all, and 1 came"] : [] });

        var result = await RunAsync(Jobs.OfNumbers(20));

        Assert.Equal(new UnitCounts(20, 20, 0, 0, 0, 0), result.Progress.Units);
        var warning = Assert.Single(result.Progress.Warnings);
        Assert.Equal(("warning", 10L), (warning.Category, warning.Count));
        Assert.Contains("says 7 items in all, and 1 came", warning.SampleText, StringComparison.Ordinal);
        Assert.Empty(result.Progress.Failures);
    }

    [Fact]
    public async Task E71_Units_that_end_in_any_order_leave_the_same_rows()
    {
        var job = Jobs.OfNumbers(60, workers: 8);
        var waiting = new List<TaskCompletionSource>();
        var asked = 0;
        Source.Script = async (unit, _, cancellation) =>
        {
            // Every fourth waits until two more such have come, or all others: long ones among short ones, in an order of their own.
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (waiting)
            {
                (unit.Index % 4 == 0 ? waiting : []).Add(mine);
                if (++asked == 60 || waiting.Count == 3)
                {
                    waiting.ForEach(w => w.SetResult());
                    waiting.Clear();
                }
            }

            await (unit.Index % 4 == 0 ? mine.Task : Task.CompletedTask).WaitAsync(cancellation);
            return ScriptedSource.OneItem(unit);
        };

        var result = await RunAsync(job);

        Assert.Equal(new UnitCounts(60, 60, 0, 0, 0, 0), result.Progress.Units);
        Assert.Equal(ExpectedRows(Jobs.Plan(job)), Sink.Rows);
    }

    [Fact]
    public async Task E72_A_source_that_is_slow_for_one_unit_holds_no_other_back()
    {
        var others = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fetched = 0;
        Source.Script = async (unit, _, cancellation) =>
        {
            if (unit.Index == 0)
            {
                // The slow one ends only when every other one has been fetched: were one behind it, nothing would ever end.
                await others.Task.WaitAsync(Soon, cancellation);
            }
            else if (Interlocked.Increment(ref fetched) == 199)
            {
                others.SetResult();
            }

            return ScriptedSource.OneItem(unit);
        };

        var result = await RunAsync(Jobs.OfNumbers(200, workers: 2));

        Assert.Equal(RunEnd.Finished, result.End);
        Assert.Equal(0, result.Progress.Retries);
        Assert.Equal(200, result.Progress.Units.Done);
    }

    private static Item Item(string id, int value) => new(JsonSerializer.SerializeToElement(new { id, value }));
}

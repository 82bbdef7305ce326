using System.Collections.Concurrent;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Tests.Fakes;

namespace ActorBackfill.Engine.Tests.Supervising;

/// <summary>What a run adds up is what its units brought, whatever the order in which they ended.</summary>
public class TotalsTests : RunTest
{
    [Fact]
    public async Task Totals_are_the_sum_of_what_units_brought_in_any_order_of_a_hundred_runs()
    {
        var chance = new Random(7);
        for (var run = 0; run < 100; run++)
        {
            var brought = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
            var yields = Enumerable.Range(0, 21).ToDictionary(i => (long)i, _ => chance.Next(20));
            Source.Script = async (unit, _, _) =>
            {
                for (var i = 0; i < yields[unit.Index]; i++)
                {
                    await Task.Yield();
                }

                if (unit.Index % 7 == 3)
                {
                    throw new BackfillException(FailureCategory.NotFound, "gone");
                }

                var items = Enumerable.Range(0, (int)unit.Index % 5).SelectMany(n => ScriptedSource.OneItem(unit with { Key = $"{unit.Key}#{n}" }).Items).ToList();
                brought[unit.Key] = items.Count;
                return new FetchedUnit(items, 1, 10);
            };

            var progress = (await RunAsync(Jobs.Of(Jobs.MonthsAndStates(7), workers: 7) with { Name = $"run-{run}" }, sink: new MemorySink())).Progress;

            Assert.Equal(brought.Values.Sum(), progress.Tables.Sum(t => t.Rows));
            Assert.Equal(brought.Values.Sum(), progress.Rows);
            Assert.Equal(brought.Values.Count(rows => rows > 0), progress.UnitsWithRows);
            Assert.Equal(3, progress.Units.Failed);
            Assert.Equal(3, progress.FailedUnits.Length);
        }
    }

    [Fact]
    public async Task Units_that_the_sink_refuses_bring_nothing()
    {
        Sink.Refuses = unit => unit.Unit.Index == 2 ? new BackfillException(FailureCategory.SinkSchema, "no such column") { CanRetry = false } : null;

        var progress = (await RunAsync(Jobs.OfNumbers(5))).Progress;

        Assert.Equal([new TableCount("rows", 4)], progress.Tables.AsEnumerable());
        Assert.Equal(4, progress.UnitsWithRows);
        Assert.Equal(["n=3"], progress.FailedUnits.Select(unit => unit.Key));
    }

    [Fact]
    public async Task Units_that_run_at_once_have_connections_of_their_own_which_are_closed_after_errors_too()
    {
        var together = new TaskCompletionSource();
        var fetching = 0;
        Source.Script = async (unit, _, _) =>
        {
            if (Interlocked.Increment(ref fetching) == 7)
            {
                together.SetResult();
            }

            await together.Task;
            return unit.Index % 2 == 0 ? throw new BackfillException(FailureCategory.NotFound, "gone") : ScriptedSource.OneItem(unit);
        };

        await RunAsync(Jobs.Of(Jobs.MonthsAndStates(7), workers: 7) with { Instance = InstanceScope.Unit }, processor: () => new Asking());

        Assert.Equal(7, Sink.MostReaders);
        Assert.Equal(0, Sink.OpenReaders);
    }

    [Fact]
    public async Task Results_are_merged_in_the_order_in_which_units_end()
    {
        var ended = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToList();
        var committed = 0;
        Sink.AfterCommit = _ => ended[Math.Max(0, 1 - committed++)].TrySetResult();
        Source.Script = async (unit, _, _) =>
        {
            await ended[(int)unit.Index].Task;
            return ScriptedSource.OneItem(unit);
        };
        ended[2].SetResult();

        var result = await RunAsync(Jobs.OfNumbers(3, workers: 3));

        Assert.Equal(3, result.Progress.Units.Done);
        Assert.Equal(["n=3", "n=2", "n=1"], Sink.Units().OrderBy(unit => unit.N).Select(unit => unit.Key));
    }

    private sealed class Asking : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            _ = unit.Reader.Query("SELECT 1");
            unit.Items.ToList().ForEach(item => unit.Emit("rows", new Domain.Rows.Record { ["id"] = unit.Unit.Key, ["value"] = 1L }));
            return ValueTask.CompletedTask;
        }
    }
}

using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.TestKit.Xunit2;
using Xunit.Abstractions;

namespace ActorBackfill.Engine.Tests.Faults;

public sealed class MillionUnitsTests(ITestOutputHelper output) : IDisposable
{
    private const int Units = 1_000_000;

    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(10);

    private readonly StoredJournal _stored = new();

    [Fact]
    [Trait("Category", "Soak")]
    public async Task A_run_of_a_million_units_takes_no_more_memory_at_its_end_than_at_its_beginning()
    {
        var (early, late) = (0L, 0L);
        using var sink = new CountingSink(units =>
        {
            early = early == 0 && units >= Units / 10 ? GC.GetTotalMemory(forceFullCollection: true) : early;
            late = late == 0 && units >= Units / 10 * 9 ? GC.GetTotalMemory(forceFullCollection: true) : late;
        });

        using var process = new Process(_stored.Config.WithFallback(EngineConfig.Default));
        var result = await process.RunAsync(sink).WaitAsync(Ceiling);

        output.WriteLine($"{early / 1024:#,0} KB at a tenth, {late / 1024:#,0} KB at nine tenths; {result.Progress.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(new UnitCounts(Units, Units, 0, 0, 0, 0), result.Progress.Units);
        Assert.InRange(late - early, long.MinValue, 16L << 20);
    }

    public void Dispose() => _stored.Dispose();

    private sealed class Process(Akka.Configuration.Config config) : TestKit(config)
    {
        public Task<RunResult> RunAsync(CountingSink sink)
        {
            var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            var settings = new RunSettings { Job = Jobs.OfNumbers(Units), RunId = new string('1', 32), Host = "test" };
            Sys.ActorOf(JobSupervisor.For(new RunPorts(sink, sink, null, TimeProvider.System), settings, ended), "job");
            return ended.Task;
        }
    }
}

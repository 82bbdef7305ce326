using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Processes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>The set of statistics as people start it, against a replay of its own process: the pace of its source.</summary>
[Collection(Alone.Name)]
public sealed class StatisticsPaceTests(ITestOutputHelper output) : IDisposable
{
    // Three lists of a page, and a page an entity.
    private const int Requests = 3 + 24 + 20 + 30;

    private readonly WorkDirectory _directory = new();

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task S3_10_Lists_and_entities_of_four_workers_never_pass_two_a_second_in_total()
    {
        using var server = await ReplayProcess.StartAsync(
            _directory.Path, GeneratedEntities.Write(_directory, ("jockey", 24), ("trainer", 20), ("owner", 30)), "--latency", "700ms");
        using var watched = new CancellationTokenSource();
        var watching = ReleaseWatch.UntilAsync(_directory.File(".budgets"), server.Address, watched.Token);
        var set = Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", "sets", "uk-statistics.conf"));
        var (exit, _, error) = await BackfillProcess.RunAsync(
            _directory.Path, ["run", set, "--all", "--workers", "4", "--set", $"source.base={server.Address}", "--sink", "sink.db"]);
        await watched.CancelAsync();
        var released = await watching;
        var log = await server.EndAsync();
        var arrived = log.Select(l => l.Start - log[0].Start).Order().ToList();

        output.WriteLine($"{released.Count} released, most in a second {ReleaseWatch.MostInASecond(released)}; {arrived.Count} arrived, most in a second {ReleaseWatch.MostInASecond(arrived)}, {(arrived.Count - 1) / arrived[^1].TotalSeconds:0.00} a second");
        Assert.True(exit == ExitCode.Complete, error);
        Assert.Equal(Requests, arrived.Count);
        Assert.InRange(ReleaseWatch.MostInASecond(released), 1, 2);
        // What is held up on its way comes together with what follows it; the budget let it go in time: four of its turns are 1.25 s apart, late
        // timers and all.
        var isHeldUp = released.Count < Requests || released.Zip(arrived, (r, a) => a - r).ToList() is var ways && ways.Max() - ways.Min() > TimeSpan.FromSeconds(0.2);
        Skip.If(ReleaseWatch.MostInASecond(arrived) > 3 && isHeldUp, "the machine is too busy: requests were long on their way to the server, or the budget was looked at too late");
        Assert.InRange(ReleaseWatch.MostInASecond(arrived), 1, 3);
    }

    public void Dispose() => _directory.Dispose();
}

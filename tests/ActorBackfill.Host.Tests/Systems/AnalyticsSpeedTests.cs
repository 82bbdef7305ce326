using System.Globalization;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Processes;
using ActorBackfill.Tests.Shared;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>The original took 27 s a date, one by one; the same shape with a 27th of that.</summary>
[Collection(Alone.Name)]
public sealed class AnalyticsSpeedTests(ITestOutputHelper output)
{
    private const int Dates = 1_324;
    private const int Workers = 15;
    private const int Sample = 25;

    // 1,324 dates are 89 rounds of 15, so that nothing can be more than 14.88 times as fast.
    private const double Asked = 14.4, Best = Dates / 89.0;

    private static readonly DateOnly First = new(2022, 5, 21);

    [SkippableFact]
    [Trait("Category", "Soak")]
    public Task S2_24_Fifteen_workers_do_1324_dates_at_least_14_4_times_as_fast_as_one()
    {
        var data = ReplayedJob.Data("nba_boxscores");
        return BestOfThree.MeasureAsync(_ => MeasureAsync(data));
    }

    // Gets what was seen; null when it is as fast as it can be.
    private async Task<string?> MeasureAsync(string data)
    {
        using var directory = new WorkDirectory();
        using var beside = new WorkDirectory();
        using var server = await ServeAsync(directory, data);
        using var other = await ServeAsync(beside, data);

        // One by one every date takes as long: of 25 before and 25 after is known what 1,324 take.
        await RunAsync(directory, server, "--serial", "--limit", $"{Sample}", "--sink", "before.db", "--state", "before");
        // The same requests by as many tasks that do nothing else, at the same time: what a busy machine takes, it takes from both.
        await Task.WhenAll(RunAsync(directory, server, "--workers", $"{Workers}", "--sink", "sink.db"), AskAsync(other.Address));
        await RunAsync(directory, server, "--serial", "--limit", $"{Sample}", "--sink", "after.db", "--state", "after");

        var log = await server.EndAsync();
        Assert.Equal(Dates + (2 * Sample), log.Count);
        var requests = log.Skip(Sample).Take(Dates).ToList();
        Assert.InRange(requests.Max(r => r.Concurrent), 1, Workers);
        var serial = (Seconds([.. log.Take(Sample)]) + Seconds([.. log.Skip(Sample + Dates)])) / (2 * Sample) * Dates;
        var (parallel, ideal) = (Seconds(requests), Seconds(await other.EndAsync()));
        var seen = $"serial {serial:0.0} s, parallel {parallel:0.0} s, {serial / parallel:0.00}x; bare loop {ideal:0.0} s, {ideal / parallel:0.000} of its speed";
        output.WriteLine(seen);

        // Nobody can be faster than the loop: what it lacks of the best, the machine lacks.
        return serial / parallel >= Asked || ideal / parallel >= Asked / Best ? null : seen;
    }

    private static Task<ReplayProcess> ServeAsync(WorkDirectory directory, string data) => ReplayProcess.StartAsync(
        directory.Path, Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", "replay", "nba.conf")), "--set", $"data={data}", "--latency", "1s");

    private static async Task RunAsync(WorkDirectory directory, ReplayProcess server, params string[] flags)
    {
        var terminal = new RecordingTerminal(directory: directory.Path);
        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(
            ["run", "team-defense", "--set", $"source.base={server.Address}", "--start-date", Text(First), "--end-date", Text(First.AddDays(Dates - 1)), "--progress", "none", .. flags]));
    }

    private static async Task AskAsync(string address)
    {
        using var client = new HttpClient();
        await Parallel.ForAsync(0, Dates, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (day, cancellation) =>
        {
            var path = $"{address}/team_games?GAME_DATE__gte={Text(First.AddDays(day))}&GAME_DATE__lt={Text(First.AddDays(day + 1))}";
            await client.GetByteArrayAsync(new Uri(path), cancellation);
        });
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // From the first request to the last answer, as the source saw it.
    private static double Seconds(IReadOnlyCollection<Request> requests) => (requests.Max(r => r.End) - requests.Min(r => r.Start)).TotalSeconds;
}

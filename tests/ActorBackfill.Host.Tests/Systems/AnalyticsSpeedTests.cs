using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Processes;
using ActorBackfill.Replay;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>The original took 27 s a date, one by one; the same shape with a 27th of that.</summary>
[Collection(Alone.Name)]
public sealed class AnalyticsSpeedTests(ITestOutputHelper output)
{
    private const int Dates = 1_324;
    private const int Sample = 25;
    private const double LatencySeconds = 1;

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task S2_24_Fifteen_workers_do_1324_dates_at_least_14_4_times_as_fast_as_one()
    {
        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores", new ReplayOptions { Latency = TimeSpan.FromSeconds(LatencySeconds) });
        string[] range = ["--start-date", "2022-05-21", "--end-date", "2026-01-03"];

        // One by one every date takes as long: of 25 before and 25 after is known what 1,324 take, however busy the machine is meanwhile.
        var before = await SerialAsync(replayed, range);
        var seen = replayed.Requests().Count;
        Assert.Equal(ExitCode.Complete, (await replayed.RunAsync("team-defense", [.. range, "--workers", "15"])).Exit);
        var requests = replayed.Requests().Skip(seen).ToList();
        var (serial, parallel) = ((before + await SerialAsync(replayed, range)) / (2 * Sample) * Dates, Seconds(requests));

        output.WriteLine($"serial {serial:0.0} s, parallel {parallel:0.0} s, {serial / parallel:0.00}x");
        Assert.Equal(Dates, requests.Count);
        Assert.Equal(15, requests.Max(r => r.Concurrent));
        // One by one a date is its latency and what the machine takes for it. Where that is more than a fiftieth, the machine is what is measured.
        Skip.If(serial > Dates * LatencySeconds * 1.02 && serial / parallel < 14.4, $"the machine is busy: {serial / Dates:0.000} s a date one by one, {serial / parallel:0.00}x");
        Assert.True(serial / parallel >= 14.4, $"{serial / parallel:0.00}x");
    }

    private static async Task<double> SerialAsync(ReplayedJob replayed, string[] range)
    {
        var seen = replayed.Requests().Count;
        Assert.Equal(ExitCode.Complete, (await replayed.RunAsync("team-defense", [.. range, "--serial", "--limit", $"{Sample}", "--sink", "serial.db", "--state", "serial"])).Exit);
        return Seconds([.. replayed.Requests().Skip(seen)]);
    }

    // From the first request to the last answer, as the source saw it.
    private static double Seconds(IReadOnlyList<Request> requests) => (requests.Max(r => r.End) - requests.Min(r => r.Start)).TotalSeconds;
}

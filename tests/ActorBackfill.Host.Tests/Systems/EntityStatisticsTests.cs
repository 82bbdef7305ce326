using System.Globalization;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Replay;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Statistics of entities from real racecards and results, over HTTP in pages; each database only supplies its sinks.</summary>
public abstract class EntityStatisticsTests(ITestOutputHelper output)
{
    private static readonly string[] Fast = ["--set", "source.limit.rate=100000/s"];

    [SkippableTheory]
    [InlineData("jockey", 1)]
    [InlineData("jockey", 10)]
    [InlineData("trainer", 1)]
    [InlineData("trainer", 10)]
    [InlineData("owner", 1)]
    [InlineData("owner", 10)]
    public async Task Statistics_of_Hong_Kong_equal_the_oracle_on_every_row(string kind, int workers)
    {
        await using var job = await ReplayedJob.StartAsync("hk", "hk_racing");
        var sinks = Sinks(job.Directory);

        var (exit, _) = await job.RunAsync($"hk-{kind}s", [.. Fast, "--workers", $"{workers}", .. sinks.Flags("sink")]);

        Assert.Equal(ExitCode.Complete, exit);
        AssertHongKong(kind, sinks);
        var pages = job.Requests().Where(r => !r.Query.Contains("_distinct", StringComparison.Ordinal)).GroupBy(r => r.Query.Split('&')[0]).Select(g => g.Count()).ToList();
        Assert.Equal(1, pages.Min());
        Assert.True(kind == "owner" || pages.Max() > 20, $"the most pages of one {kind} are {pages.Max()}");
    }

    [SkippableTheory]
    [InlineData("jockey", 1)]
    [InlineData("jockey", 10)]
    [InlineData("trainer", 1)]
    [InlineData("trainer", 10)]
    [InlineData("owner", 1)]
    [InlineData("owner", 10)]
    public async Task Statistics_of_racecards_equal_the_oracle_on_every_row(string kind, int workers)
    {
        await using var job = await ReplayedJob.StartAsync("uk", "uk_racecards");
        var sinks = Sinks(job.Directory);

        var (exit, _) = await job.RunAsync($"uk-{kind}s", [.. Fast, "--workers", $"{workers}", .. sinks.Flags("sink")]);

        Assert.Equal(ExitCode.Complete, exit);
        AssertRacecards(kind, sinks);
    }

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData("hk", "hk_racing")]
    [InlineData("uk", "uk_racecards")]
    public async Task All_statistics_equal_the_oracle_after_the_process_was_killed_five_times(string replay, string folder)
    {
        // One run fills three tables, one after the other; pages are so slow that the kills come before its end.
        await using var job = await ReplayedJob.StartAsync(replay, folder, new ReplayOptions { Latency = TimeSpan.FromMilliseconds(10) });
        var sinks = Sinks(job.Directory);
        var set = Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", "sets", replay + "-statistics.conf"));

        await new RandomKills(sinks, output).CompleteAsync(job.Directory, "sink", job.Arguments(set, ["--all", .. Fast, "--workers", "10"]), most: 12);

        Action<string, TestSinks> check = replay == "hk" ? AssertHongKong : AssertRacecards;
        foreach (var kind in (string[])["jockey", "trainer", "owner"])
        {
            check(kind, sinks);
        }
    }

    /// <summary>Gets the sinks of a test.</summary>
    /// <param name="directory">Where the test works.</param>
    private protected abstract TestSinks Sinks(string directory);

    private static void AssertHongKong(string kind, TestSinks sinks) => Assert.Equal(
        RacingOracle.Lines(ReplayedJob.Data("hk_racing"), $"{kind}_stats", kind, "starts", "wins", "seconds", "thirds", "fourths", "unplaced_no_position", "win_pct"),
        RacingOracle.Lines(sinks.Rows("sink", $"SELECT id, starts, wins, seconds, thirds, fourths, without_position, win_pct FROM {kind}_statistics").Select(WithDecimals)));

    private static void AssertRacecards(string kind, TestSinks sinks)
    {
        Assert.Equal(
            RacingOracle.Lines(ReplayedJob.Data("uk_racecards"), $"{kind}_runner_counts", $"{kind}_id", $"{kind}_names", "runners"),
            RacingOracle.Lines(sinks.Rows("sink", $"SELECT id, names, runners FROM {kind}_statistics")));
        Assert.Equal(["0"], sinks.Rows("sink", $"SELECT count(*) FROM {kind}_statistics WHERE non_runners IS NULL OR courses IS NULL OR first_day IS NULL OR last_day IS NULL")[0]);
    }

    // A share of 10 % is 10.0000 in the oracle.
    private static string[] WithDecimals(string[] row) => [.. row[..^1], double.Parse(row[^1], CultureInfo.InvariantCulture).ToString("0.0000", CultureInfo.InvariantCulture)];
}

using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Statistics of entities from real racecards and results, over HTTP in pages.</summary>
public sealed class EntityStatisticsTests
{
    private static readonly string[] Fast = ["--set", "source.limit.rate=100000/s"];

    [SkippableTheory]
    [InlineData("jockey", 1)]
    [InlineData("jockey", 10)]
    [InlineData("trainer", 10)]
    [InlineData("owner", 10)]
    public async Task Statistics_of_Hong_Kong_equal_the_oracle_on_every_row(string kind, int workers)
    {
        var data = ReplayedJob.Data("hk_racing");
        await using var job = await ReplayedJob.StartAsync("hk", "hk_racing");

        var (exit, _) = await job.RunAsync($"hk-{kind}s", [.. Fast, "--workers", $"{workers}"]);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(
            RacingOracle.Lines(data, $"{kind}_stats", kind, "starts", "wins", "seconds", "thirds", "fourths", "unplaced_no_position", "win_pct"),
            RacingOracle.Lines(job.Rows($"SELECT id, starts, wins, seconds, thirds, fourths, without_position, printf('%.4f', win_pct) FROM {kind}_statistics")));
        var pages = job.Requests().Where(r => !r.Query.Contains("_distinct", StringComparison.Ordinal)).GroupBy(r => r.Query.Split('&')[0]).Select(g => g.Count()).ToList();
        Assert.Equal(1, pages.Min());
        Assert.True(kind == "owner" || pages.Max() > 20, $"the most pages of one {kind} are {pages.Max()}");
    }

    [SkippableTheory]
    [InlineData("jockey", 1)]
    [InlineData("trainer", 10)]
    [InlineData("owner", 10)]
    public async Task Statistics_of_racecards_equal_the_oracle_on_every_row(string kind, int workers)
    {
        var data = ReplayedJob.Data("uk_racecards");
        await using var job = await ReplayedJob.StartAsync("uk", "uk_racecards");

        var (exit, _) = await job.RunAsync($"uk-{kind}s", [.. Fast, "--workers", $"{workers}"]);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(
            RacingOracle.Lines(data, $"{kind}_runner_counts", $"{kind}_id", $"{kind}_names", "runners"),
            RacingOracle.Lines(job.Rows($"SELECT id, names, runners FROM {kind}_statistics")));
        Assert.Equal(["0"], job.Rows($"SELECT count(*) FROM {kind}_statistics WHERE non_runners IS NULL OR courses IS NULL OR first_day IS NULL OR last_day IS NULL")[0]);
    }
}

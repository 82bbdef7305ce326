using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>
/// The three analytics backfills against their oracles, row by row, over HTTP: a week by default, seasons as a soak. Each database only
/// supplies its sinks.
/// </summary>
public abstract class AnalyticsOracleTests(ITestOutputHelper output)
{
    /// <summary>Set to 1, contexts of players are made for three seasons and not for one: each date asks for its season so far.</summary>
    private const string AllSeasons = "ACTORBACKFILL_ALL_SEASONS";

    public static TheoryData<string> Jobs => new(BoxScoreOracle.All.Keys);

    [SkippableTheory]
    [MemberData(nameof(Jobs))]
    public async Task A_week_equals_the_oracle_on_every_row_with_one_worker_and_with_ten(string job)
    {
        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores");
        var sinks = Sinks(replayed.Directory);
        // Of players the season's first week: what was played before is asked for every date, and grows.
        var (first, last, rows) = job == "upcoming-player-context" ? ("2021-10-19", "2021-10-25", 1_098) : ("2021-11-15", "2021-11-21", 108);
        string[] week = ["--start-date", first, "--end-date", last];

        var (exit, terminal) = await replayed.RunAsync(job, [.. week, "--workers", "10", .. sinks.Flags("sink")]);

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.Equal(rows, Compare(sinks, job, first, last));
        await AssertSerialAsync(replayed, sinks, job, week);
    }

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData("team-defense", "2020-12-22", "2023-04-09", 7_080)]
    [InlineData("upcoming-team-context", "2020-12-22", "2023-04-09", 7_080)]
    [InlineData("upcoming-player-context", "2021-10-19", "2022-04-10", 26_039)]
    public async Task Seasons_equal_the_oracle_after_five_kills_and_a_serial_run_has_the_same_content(string job, string first, string last, int rows)
    {
        if (job == "upcoming-player-context" && Environment.GetEnvironmentVariable(AllSeasons) == "1")
        {
            (first, last, rows) = ("2020-12-22", "2023-04-09", 74_988);
        }

        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores");
        var sinks = Sinks(replayed.Directory);
        string[] range = ["--start-date", first, "--end-date", last];

        await new RandomKills(sinks, output).CompleteAsync(replayed.Directory, "sink", replayed.Arguments(job, [.. range, "--workers", "10"]), most: 8);

        Assert.Equal(rows, Compare(sinks, job, first, last));
        await AssertSerialAsync(replayed, sinks, job, range);
    }

    /// <summary>Gets the sinks of a test.</summary>
    /// <param name="directory">Where the test works.</param>
    private protected abstract TestSinks Sinks(string directory);

    private static async Task AssertSerialAsync(ReplayedJob replayed, TestSinks sinks, string job, string[] range)
    {
        string[] serial = [.. sinks.Flags("serial"), "--state", "serial"];
        var (exit, terminal) = await replayed.RunAsync(job, [.. range, "--serial", .. serial]);
        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.Equal(await replayed.HashAsync(job, sinks.Flags("sink")), await replayed.HashAsync(job, serial));
    }

    private static int Compare(TestSinks sinks, string job, string first, string last)
    {
        var oracle = BoxScoreOracle.All[job];
        return oracle.Compare(sinks.Rows("sink", $"SELECT {string.Join(", ", oracle.Columns)} FROM {oracle.Table}"), first, last);
    }
}

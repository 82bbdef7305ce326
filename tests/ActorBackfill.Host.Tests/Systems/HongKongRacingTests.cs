using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Replay;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Two real years of race days, as a job of months and courses; each database only supplies its sinks.</summary>
public abstract class HongKongRacingTests(ITestOutputHelper output)
{
    private const string Days = """
        SELECT date, venue, races, rows_raw, rows_distinct, starters, duplicates FROM race_days
        UNION ALL SELECT m.date, '', 0, 0, 0, 0, 0 FROM meetings m LEFT JOIN race_days d ON d.date = m.date WHERE d.date IS NULL AND m.abandoned = 1
        """;

    private static readonly string[] Columns = ["date", "venues", "races", "result_rows_raw", "result_rows_distinct", "starters", "exact_duplicate_rows"];

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Days_and_months_equal_the_oracle(int workers)
    {
        var data = ReplayedJob.Data("hk_racing");
        await using var job = await ReplayedJob.StartAsync("hk", "hk_racing");
        var sinks = Sinks(job.Directory);
        string[] flags = ["--workers", $"{workers}", .. sinks.Flags("sink")];

        var (meetings, _) = await job.RunAsync("hk-meetings", flags);
        var racing = await job.ReportAsync("hk-racing", flags);

        Assert.Equal((ExitCode.Complete, ExitCode.Complete), (meetings, racing.GetProperty("exit").GetInt32()));
        AssertOracle(data, sinks);
        var totals = racing.GetProperty("totals");
        Assert.Equal(
            (20_211, 1_654, 0, 24), (totals.GetProperty("runs_imported").GetInt32(), totals.GetProperty("races_imported").GetInt32(), totals.GetProperty("errors").GetInt32(), totals.GetProperty("partitions_done").GetInt32()));
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Days_equal_the_oracle_after_the_process_was_killed_five_times()
    {
        var data = ReplayedJob.Data("hk_racing");
        await using var job = await ReplayedJob.StartAsync("hk", "hk_racing", new ReplayOptions { Latency = TimeSpan.FromMilliseconds(20) });
        var sinks = Sinks(job.Directory);
        var kills = new RandomKills(sinks, output);

        // 24 months one after the other are at least as many commits.
        await kills.CompleteAsync(job.Directory, "sink", job.Arguments("hk-racing", "--workers", "10"), most: 4);
        await kills.CompleteAsync(job.Directory, "sink", job.Arguments("hk-meetings", "--workers", "10"), most: 4);

        AssertOracle(data, sinks);
    }

    /// <summary>Gets the sinks of a test.</summary>
    /// <param name="directory">Where the test works.</param>
    private protected abstract TestSinks Sinks(string directory);

    private static void AssertOracle(string data, TestSinks sinks)
    {
        Assert.Equal(RacingOracle.Lines(data, "day_counts", Columns), RacingOracle.Lines(sinks.Rows("sink", Days)));
        Assert.Equal(["2021-10-13", "2022-11-02"], sinks.Rows("sink", "SELECT date FROM meetings WHERE abandoned = 1 ORDER BY 1").Select(row => row[0]));
        Assert.Equal(
            RacingOracle.Rows(data, "day_counts").GroupBy(row => row["date"][..7]).Select(month => $"{month.Key};{month.Sum(row => int.Parse(row["result_rows_distinct"]))}"),
            RacingOracle.Lines(sinks.Rows("sink", "SELECT substr(CAST(date AS text), 1, 7), count(*) FROM runners GROUP BY 1")));
        Assert.Equal(["4"], sinks.Rows("sink", "SELECT count(*) FROM races WHERE dead_heat = 1")[0]);
    }
}

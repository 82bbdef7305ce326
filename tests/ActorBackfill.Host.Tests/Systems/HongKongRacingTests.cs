using System.Diagnostics;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Two real years of race days, as a job of months and courses.</summary>
public sealed class HongKongRacingTests
{
    private const string Days = """
        SELECT date, venue, races, rows_raw, rows_distinct, starters, duplicates FROM race_days
        UNION ALL SELECT m.date, '', 0, 0, 0, 0, 0 FROM meetings m LEFT JOIN race_days d ON d.date = m.date WHERE d.date IS NULL AND m.abandoned
        """;

    private static readonly string[] Columns = ["date", "venues", "races", "result_rows_raw", "result_rows_distinct", "starters", "exact_duplicate_rows"];

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Days_and_months_equal_the_oracle(int workers)
    {
        var data = ReplayedJob.Data("hk_racing");
        await using var job = await ReplayedJob.StartAsync("hk", "hk_racing");

        var (meetings, _) = await job.RunAsync("hk-meetings", "--workers", $"{workers}");
        var racing = await job.ReportAsync("hk-racing", "--workers", $"{workers}");

        Assert.Equal((ExitCode.Complete, ExitCode.Complete), (meetings, racing.GetProperty("exit").GetInt32()));
        Assert.Equal(RacingOracle.Lines(data, "day_counts", Columns), RacingOracle.Lines(job.Rows(Days)));
        Assert.Equal(["2021-10-13", "2022-11-02"], job.Rows("SELECT date FROM meetings WHERE abandoned ORDER BY 1").Select(row => row[0]));
        Assert.Equal(
            RacingOracle.Rows(data, "day_counts").GroupBy(row => row["date"][..7]).Select(month => $"{month.Key};{month.Sum(row => int.Parse(row["result_rows_distinct"]))}"),
            RacingOracle.Lines(job.Rows("SELECT substr(date, 1, 7), count(*) FROM runners GROUP BY 1")));
        var totals = racing.GetProperty("totals");
        Assert.Equal(
            (20_211, 1_654, 0, 24), (totals.GetProperty("runs_imported").GetInt32(), totals.GetProperty("races_imported").GetInt32(), totals.GetProperty("errors").GetInt32(), totals.GetProperty("partitions_done").GetInt32()));
        Assert.Equal(["4"], job.Rows("SELECT count(*) FROM races WHERE dead_heat")[0]);
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Days_equal_the_oracle_after_the_process_was_killed_five_times()
    {
        var data = ReplayedJob.Data("hk_racing");
        await using var job = await ReplayedJob.StartAsync("hk", "hk_racing", new Replay.ReplayOptions { Latency = TimeSpan.FromMilliseconds(200) });
        string[] run = ["run", Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "hk-racing.conf")), "--set", "source.base=" + job.Address, "--sink", "sink.db", "--progress", "lines"];
        var chance = new Random(11);
        for (var kill = 1; kill <= 5; kill++)
        {
            using var process = BackfillProcess.Start(job.Directory, run);
            await process.ErrorLineAsync("Parallel processing");
            var clock = Stopwatch.StartNew();
            for (var wait = chance.Next(1_200); clock.ElapsedMilliseconds < wait;)
            {
                Thread.SpinWait(50);
            }

            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
        }

        var (exit, _, error) = await BackfillProcess.RunAsync(job.Directory, run);
        await job.RunAsync("hk-meetings");

        Assert.True(exit == ExitCode.Complete, error);
        Assert.Equal(RacingOracle.Lines(data, "day_counts", Columns), RacingOracle.Lines(job.Rows(Days)));
        Assert.Equal(["20211"], job.Rows("SELECT count(*) FROM runners")[0]);
    }
}

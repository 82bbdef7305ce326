using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>
/// The three analytics backfills against their oracles, row by row, over HTTP: a week by default, three seasons as a soak. Each database only
/// supplies its flags and how it is read.
/// </summary>
public abstract class AnalyticsOracleTests
{
    public static TheoryData<string> Jobs => new(BoxScoreOracle.All.Keys);

    [SkippableTheory]
    [MemberData(nameof(Jobs))]
    public async Task A_week_equals_the_oracle_on_every_row_with_one_worker_and_with_ten(string job)
    {
        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores");
        // Of players the season's first week: what was played before is asked for every date, and grows.
        var (first, last, rows) = job == "upcoming-player-context" ? ("2021-10-19", "2021-10-25", 1_098) : ("2021-11-15", "2021-11-21", 108);
        string[] week = ["--start-date", first, "--end-date", last];

        var (exit, terminal) = await replayed.RunAsync(job, [.. week, "--workers", "10", .. SinkFlags("sink")]);

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.Equal(rows, Compare(replayed, job, first, last));
        (exit, _) = await replayed.RunAsync(job, [.. week, "--serial", .. SinkFlags("serial"), "--state", "serial"]);
        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(await HashAsync(replayed, job, SinkFlags("sink")), await HashAsync(replayed, job, [.. SinkFlags("serial"), "--state", "serial"]));
    }

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [MemberData(nameof(Jobs))]
    public async Task Three_seasons_equal_the_oracle_after_five_kills_and_a_serial_run_has_the_same_content(string job)
    {
        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores");
        var random = new Random(20_211_019);
        string[] run = ["run", job, "--set", "source.base=" + replayed.Address, .. SinkFlags("sink"), "--workers", "10"];
        for (var kill = 0; kill < 5; kill++)
        {
            using var process = BackfillProcess.Start(replayed.Directory, [.. run, "--progress", "lines"]);
            await Task.WhenAny(LinesAsync(process, 1 + random.Next(8)), process.ExitAsync());
            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
        }

        var (exit, terminal) = await replayed.RunAsync(job, [.. SinkFlags("sink"), "--workers", "10"]);

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.Equal(job == "upcoming-player-context" ? 74_988 : 7_080, Compare(replayed, job, "2020-12-22", "2023-04-09"));
        (exit, _) = await replayed.RunAsync(job, ["--serial", .. SinkFlags("serial"), "--state", "serial"]);
        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(await HashAsync(replayed, job, SinkFlags("sink")), await HashAsync(replayed, job, [.. SinkFlags("serial"), "--state", "serial"]));
    }

    // Lines come after every tenth date: so many of them are somewhere in the middle of the work.
    private static async Task LinesAsync(BackfillProcess process, int lines)
    {
        for (var line = 0; line < lines; line++)
        {
            await process.ErrorLineAsync("days/hour");
        }
    }

    /// <summary>Gets the flags that make a sink of this kind the run's.</summary>
    /// <param name="name">One sink's name: other names are other sinks.</param>
    private protected abstract string[] SinkFlags(string name);

    /// <summary>Reads rows of a sink; every value as text, NULL as "", booleans as 1 and 0.</summary>
    private protected abstract IReadOnlyList<string[]> Rows(ReplayedJob replayed, string name, string sql);

    private int Compare(ReplayedJob replayed, string job, string first, string last)
    {
        var oracle = BoxScoreOracle.All[job];
        return oracle.Compare(Rows(replayed, "sink", $"SELECT {string.Join(", ", oracle.Columns)} FROM {oracle.Table}"), first, last);
    }

    private static async Task<string?> HashAsync(ReplayedJob replayed, string job, string[] where)
    {
        var terminal = new RecordingTerminal(directory: replayed.Directory);
        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["verify", job, .. where, "--json"]));
        using var document = JsonDocument.Parse(terminal.Out);
        return document.RootElement.GetProperty("hash").GetString();
    }
}

using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>The three analytics backfills over real box scores, served over HTTP; a week by default, three seasons as a soak.</summary>
public sealed class AnalyticsTests
{
    public static TheoryData<string> Jobs => new(BoxScoreOracle.All.Keys);

    [SkippableTheory]
    [MemberData(nameof(Jobs))]
    public async Task A_week_equals_the_oracle_on_every_row_with_one_worker_and_with_ten(string job)
    {
        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores");
        string[] week = ["--start-date", "2021-11-15", "--end-date", "2021-11-21"];

        var (exit, terminal) = await replayed.RunAsync(job, [.. week, "--workers", "10"]);

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.Equal(job == "upcoming-player-context" ? 1_185 : 108, Compare(replayed, job, "2021-11-15", "2021-11-21"));
        (exit, _) = await replayed.RunAsync(job, [.. week, "--serial", "--sink", "serial.db", "--state", "serial"]);
        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(await HashAsync(replayed, job, []), await HashAsync(replayed, job, ["--sink", "serial.db", "--state", "serial"]));
    }

    [SkippableFact]
    public async Task S2_23_A_week_of_playoffs_is_14_records_of_defense_and_team_context_has_none_and_all_succeed()
    {
        await using var playoffs = await ReplayedJob.StartAsync("nba-playoffs", "nba_boxscores");
        await using var regular = await ReplayedJob.StartAsync("nba", "nba_boxscores");
        string[] week = ["--start-date", "2022-05-21", "--end-date", "2022-05-27", "--workers", "4"];

        var defense = await playoffs.ReportAsync("team-defense", week);
        var team = await regular.ReportAsync("upcoming-team-context", week);

        Assert.Equal((0, 14), (defense.GetProperty("exit").GetInt32(), defense.GetProperty("rows").GetInt32()));
        Assert.Equal(7, defense.GetProperty("units").GetProperty("done").GetInt32());
        Assert.Equal((0, 0), (team.GetProperty("exit").GetInt32(), team.GetProperty("rows").GetInt32()));
        Assert.Equal(7, team.GetProperty("units").GetProperty("empty").GetInt32());
    }

    [SkippableFact]
    public async Task S2_26_Five_tables_open_the_gate_only_when_each_has_enough()
    {
        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores");
        string[] days = ["--start-date", "2021-11-15", "--end-date", "2021-11-17"];
        foreach (var job in (string[])["player-game-summary", "team-game-summary", "team-defense", "upcoming-team-context"])
        {
            Assert.Equal(ExitCode.Complete, (await replayed.RunAsync(job, days)).Exit);
        }

        Assert.Equal(ExitCode.Complete, (await replayed.RunAsync("upcoming-player-context", "--start-date", "2021-11-15", "--end-date", "2021-11-16")).Exit);
        var (shut, text) = await GateAsync(replayed, days);
        Assert.Equal(ExitCode.Differences, shut);
        Assert.Matches(@"upcoming_player_game_context +SHUT +66\.6\d* %  2 of 3, 1 missing", text);

        Assert.Equal(ExitCode.Complete, (await replayed.RunAsync("upcoming-player-context", days)).Exit);
        var (open, evidence) = await GateAsync(replayed, [.. days, "--json", "--verbose"]);
        Assert.Equal(ExitCode.Complete, open);
        Assert.Equal(5, JsonDocument.Parse(evidence).RootElement.GetProperty("parts").GetArrayLength());
    }

    [SkippableFact]
    public async Task S2_20_Three_jobs_run_side_by_side_in_processes_of_their_own_into_one_sink()
    {
        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores");

        var ends = await Task.WhenAll(BoxScoreOracle.All.Keys.Select(job => BackfillProcess.RunAsync(
            replayed.Directory,
            ["run", job, "--set", "source.base=" + replayed.Address, "--sink", "sink.db", "--start-date", "2021-11-15", "--end-date", "2021-11-17", "--workers", "15", "--progress", "none"])));

        Assert.All(ends, end => Assert.True(end.Exit == ExitCode.Complete, end.Error));
        Assert.All(BoxScoreOracle.All.Keys, job => Compare(replayed, job, "2021-11-15", "2021-11-17"));
    }

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [MemberData(nameof(Jobs))]
    public async Task Three_seasons_equal_the_oracle_after_five_kills_and_a_serial_run_has_the_same_content(string job)
    {
        await using var replayed = await ReplayedJob.StartAsync("nba", "nba_boxscores");
        var random = new Random(20_211_019);
        string[] run = ["run", job, "--set", "source.base=" + replayed.Address, "--sink", "sink.db", "--workers", "10"];
        for (var kill = 0; kill < 5; kill++)
        {
            using var process = BackfillProcess.Start(replayed.Directory, [.. run, "--progress", "lines"]);
            await Task.WhenAny(LinesAsync(process, 1 + random.Next(8)), process.ExitAsync());
            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
        }

        var (exit, terminal) = await replayed.RunAsync(job, "--workers", "10");

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.Equal(job == "upcoming-player-context" ? 74_988 : 7_080, Compare(replayed, job, "2020-12-22", "2023-04-09"));
        (exit, _) = await replayed.RunAsync(job, "--serial", "--sink", "serial.db", "--state", "serial");
        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(await HashAsync(replayed, job, []), await HashAsync(replayed, job, ["--sink", "serial.db", "--state", "serial"]));
    }

    // Lines come after every tenth date: so many of them are somewhere in the middle of the work.
    private static async Task LinesAsync(BackfillProcess process, int lines)
    {
        for (var line = 0; line < lines; line++)
        {
            await process.ErrorLineAsync("days/hour");
        }
    }

    private static int Compare(ReplayedJob replayed, string job, string first, string last)
    {
        var oracle = BoxScoreOracle.All[job];
        return oracle.Compare(replayed.Rows($"SELECT {string.Join(", ", oracle.Columns)} FROM {oracle.Table}"), first, last);
    }

    private static async Task<string?> HashAsync(ReplayedJob replayed, string job, string[] where)
    {
        var terminal = new RecordingTerminal(directory: replayed.Directory);
        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["verify", job, .. where.Length > 0 ? where : ["--sink", "sink.db"], "--json"]));
        using var document = JsonDocument.Parse(terminal.Out);
        return document.RootElement.GetProperty("hash").GetString();
    }

    private static async Task<(int Exit, string Out)> GateAsync(ReplayedJob replayed, string[] flags)
    {
        var terminal = new RecordingTerminal(directory: replayed.Directory);
        return (await terminal.RunAsync(["gate", "box-scores", "--sink", "sink.db", .. flags]), terminal.Out);
    }
}

using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>What surrounds the analytics backfills: playoffs, the gate over their tables, processes side by side.</summary>
public sealed class AnalyticsTests
{
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

    private static int Compare(ReplayedJob replayed, string job, string first, string last)
    {
        var oracle = BoxScoreOracle.All[job];
        return oracle.Compare(replayed.Rows($"SELECT {string.Join(", ", oracle.Columns)} FROM {oracle.Table}"), first, last);
    }

    private static async Task<(int Exit, string Out)> GateAsync(ReplayedJob replayed, string[] flags)
    {
        var terminal = new RecordingTerminal(directory: replayed.Directory);
        return (await terminal.RunAsync(["gate", "box-scores", "--sink", "sink.db", .. flags]), terminal.Out);
    }
}

using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Tests.Players;

public sealed class PlayerJobTests : IDisposable
{
    private const string Switch = "ENABLE_PLAYER_PARALLELIZATION";

    // Nobody has run the jobs before these: whether they are ready is another test's question.
    private static readonly string[] Factors = ["run", "player-composite-factors", "--progress", "lines"];

    private readonly PlayerTables _tables = new();

    [Fact]
    public async Task S4_02_The_switch_is_read_at_each_run_and_both_ways_give_the_same()
    {
        var (parallel, first) = await _tables.RunAsync([.. Factors, "--parallel"]);
        var hash = await HashAsync();
        var (serial, second) = await _tables.RunAsync([.. Factors, "--no-resume", "--yes"], (Switch, "false"));

        Assert.Equal((ExitCode.Complete, ExitCode.Complete), (parallel, serial));
        Assert.Contains("(serial mode)", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(serial mode)", Environment.ProcessorCount > 1 ? first.Error : "", StringComparison.Ordinal);
        Assert.Equal("20", _tables.Ask("SELECT count(*) FROM player_composite_factors WHERE is_complete AND composite_factor > 0"));
        Assert.Equal(hash, await HashAsync());
    }

    [Fact]
    public async Task S4_05_A_player_who_fails_is_named_and_the_others_have_their_rows()
    {
        _tables.Execute("DELETE FROM upcoming_player_game_context WHERE player_id = 'p7'; UPDATE player_game_summary SET minutes = 'x' WHERE player_id = 'p9'");
        var (exit, terminal) = await _tables.RunAsync(Factors);

        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.Equal("18", _tables.Ask("SELECT count(*) FROM player_composite_factors"));
        Assert.Contains("upstream-missing: Player not found in context data (date=2021-11-12/player=p7)", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("invalid-data: query games: minutes is \"x\", not a number (date=2021-11-12/player=p9)", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("Completed 18 players in ", terminal.Error, StringComparison.Ordinal);
        Assert.Contains(" | 2 failed", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S4_13_Missing_games_and_upstream_are_said_and_their_rows_made()
    {
        _tables.Execute("DELETE FROM player_game_summary WHERE player_id = 'p3' AND game_id IN ('g2', 'g4', 'g6')");
        var (exit, terminal) = await _tables.RunAsync(Factors);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Contains("p3: Completeness 75.0% (9/12 games) - processing with reduced quality", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("Upstream not fully ready - processing with reduced quality", terminal.Error, StringComparison.Ordinal);
        Assert.Equal("12|9|75.0|3|0|0|0", _tables.Ask("""
            SELECT concat_ws('|', expected_count, actual_count, completeness_pct, missing_count, is_complete, is_production_ready, all_upstreams_ready)
            FROM player_composite_factors WHERE player_id = 'p3'
            """));
    }

    [Fact]
    public async Task S4_17_Features_are_built_on_the_factors_under_the_players_own_name()
    {
        await _tables.RunAsync(Factors);
        var (exit, terminal) = await _tables.RunAsync(["run", "ml-feature-store"]);

        Assert.True(exit == ExitCode.Complete, terminal.Out + terminal.Error);
        Assert.Equal("dplayer4", _tables.Ask("SELECT player_lookup FROM ml_feature_store WHERE player_id = 'p4'"));
        Assert.Equal("20", _tables.Ask("""
            SELECT count(*) FROM ml_feature_store m JOIN player_composite_factors f USING(player_id, game_id)
            WHERE m.composite_factor = f.composite_factor AND m.features_share = 1 AND m.feature_generation_ms >= 0
            """));
    }

    [Fact]
    public async Task S4_09_A_player_whose_breaker_is_open_is_not_tried()
    {
        _tables.Execute("UPDATE player_game_summary SET minutes = 'x' WHERE player_id = 'p7'");
        string[] fails = [.. Factors, "--set", "breaker.entity.failures=1", "--filter", "player=p7,p8"];
        await _tables.RunAsync(fails);
        var (exit, terminal) = await _tables.RunAsync(fails);

        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.Matches(@"breaker-open: Circuit breaker active until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ: player=p7 has failed 1 times in a row", terminal.Error);
    }

    [Fact]
    public async Task Heal_makes_the_rows_of_a_player_again_whose_games_have_come_and_no_other()
    {
        string[] alone = ["--set", "requires=null"];
        _tables.Execute("""
            CREATE TABLE late AS SELECT * FROM player_game_summary WHERE player_id IN ('p3', 'p5') AND game_id IN ('g2', 'g4');
            DELETE FROM player_game_summary WHERE player_id IN ('p3', 'p5') AND game_id IN ('g2', 'g4')
            """);
        await _tables.RunAsync([.. Factors, .. alone]);
        await _tables.RunAsync(["run", "ml-feature-store", .. alone]);
        _tables.Execute("UPDATE player_composite_factors SET all_upstreams_ready = 1; UPDATE ml_feature_store SET all_upstreams_ready = 1");
        Assert.Contains("nothing to heal", (await _tables.RunAsync(["heal", "player-composite-factors", .. alone])).Terminal.Out, StringComparison.Ordinal);

        _tables.Execute("INSERT INTO player_game_summary SELECT * FROM late WHERE player_id = 'p3'");
        foreach (var job in (string[])["player-composite-factors", "ml-feature-store"])
        {
            var (exit, terminal) = await _tables.RunAsync(["heal", job, .. alone]);
            Assert.Equal(ExitCode.Complete, exit);
            Assert.Contains("1 unit to heal", terminal.Error, StringComparison.Ordinal);
            _tables.Execute("UPDATE player_composite_factors SET all_upstreams_ready = 1");
        }

        Assert.Equal("p5 p5", _tables.Ask("""
            SELECT group_concat(player_id, ' ') FROM (SELECT player_id, is_complete FROM player_composite_factors UNION ALL SELECT player_id, is_complete FROM ml_feature_store)
            WHERE NOT is_complete
            """));
        Assert.Equal("40", _tables.Ask("SELECT (SELECT count(*) FROM player_composite_factors) + (SELECT count(*) FROM ml_feature_store)"));
    }

    public void Dispose() => _tables.Dispose();

    private async Task<string> HashAsync()
    {
        var (_, terminal) = await _tables.RunAsync(["verify", "player-composite-factors", "--json"]);
        var at = terminal.Out.IndexOf("\"hash\": \"", StringComparison.Ordinal);
        return at < 0 ? throw new InvalidOperationException(terminal.Out + terminal.Error) : terminal.Out.Substring(at + 9, 64);
    }
}

using System.Globalization;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Readiness;

namespace ActorBackfill.Systems.Tests.Players;

public sealed class CompositeFactorsTests
{
    private readonly PlayerUnit _unit = new();

    [Fact]
    public async Task Factors_compare_what_is_now_with_what_is_usual()
    {
        var row = await RunAsync("player_id", "game_id", "rest_days", "is_back_to_back", "games_in_window", "games_last_7_days", "expected_pace", "form_factor", "usage_factor",
            "pace_factor", "matchup_factor", "composite_factor", "workload_ratio", "usage_rate_season", "ts_pct_season", "efg_pct_last10");

        // Five games of 30 points and seven of 20, each on 20 shots and 5 free throws.
        var (recent, season) = (150 / (2 * 5 * 22.2), 290 / (2 * 12 * 22.2));
        Assert.Equal(("p1", "0022100200", 1.0, 0.0, 10.0), (row["player_id"], row["game_id"], Number(row, "rest_days"), Number(row, "is_back_to_back"), Number(row, "games_in_window")));
        Assert.Equal(recent / season, Number(row, "form_factor"), 10);
        Assert.Equal(season, Number(row, "ts_pct_season"), 10);
        Assert.Equal(9 / 20.0, Number(row, "efg_pct_last10"), 10);
        Assert.Equal(25.2 / (111.8 * 36 / 48), Number(row, "usage_rate_season"), 10);
        Assert.Equal(1, Number(row, "usage_factor"), 10);
        Assert.Equal(99 + 101 - 99, Number(row, "expected_pace"), 10);
        Assert.Equal(101 / 99.0, Number(row, "pace_factor"), 10);
        Assert.Equal(106 / 109.0, Number(row, "matchup_factor"), 10);
        Assert.Equal(Number(row, "form_factor") * Number(row, "pace_factor") * Number(row, "matchup_factor"), Number(row, "composite_factor"), 10);
        Assert.Equal(3 * 36 / (12 * 36 / 4.0), Number(row, "workload_ratio"), 10);
    }

    [Fact]
    public async Task A_player_who_does_not_play_has_no_row()
    {
        _unit.Queries.Clear();
        Assert.Null(await _unit.RunAsync("player-composite-factors", "player_composite_factors", "player_id"));
        Assert.Empty(_unit.Warnings);
    }

    [Fact]
    public async Task A_player_without_context_is_missing_data_before_anything_else_is_looked_at()
    {
        _unit.Queries["context"].Clear();
        _unit.Upstream = Upstream.None;
        _unit.Queries["games"][0].Remove("pts");

        var error = await Assert.ThrowsAsync<BackfillException>(() => RunAsync("player_id"));

        Assert.Equal((FailureCategory.UpstreamMissing, "Player not found in context data", false), (error.Category, error.Message, error.CanRetry));
        Assert.Empty(_unit.Warnings);
    }

    [Fact]
    public async Task Missing_games_are_said_and_written_down_and_the_row_is_made()
    {
        _unit.Context["games_before"] = 16;
        var row = await RunAsync("expected_count", "actual_count", "completeness_pct", "missing_count", "is_complete", "is_production_ready");

        Assert.Equal(["p1: Completeness 75.0% (12/16 games) - processing with reduced quality"], _unit.Warnings);
        Assert.Equal([16, 12, 75, 4, 0, 0], row.Keys.Select(k => Number(row, k)));
    }

    [Theory]
    [InlineData(12, 12, 1, 1)]
    [InlineData(20, 19, 0, 1)]
    [InlineData(20, 18, 0, 0)]
    [InlineData(0, 0, 1, 1)]
    public async Task Exactly_95_percent_is_production_ready_and_a_first_game_lacks_none(int expected, int actual, int isComplete, int isReady)
    {
        _unit.Context["games_before"] = expected;
        _unit.Queries["games"].Clear();
        _unit.Queries["games"].AddRange(Enumerable.Range(1, actual).Select(i => PlayerUnit.Game(i, 20)));

        var row = await RunAsync("is_complete", "is_production_ready");

        Assert.Equal((isComplete, isReady), (Number(row, "is_complete"), Number(row, "is_production_ready")));
        Assert.Equal(isReady == 1, _unit.Warnings.Count == 0);
    }

    [Fact]
    public async Task What_is_not_known_is_nothing_and_not_complete()
    {
        _unit.Context["games_before"] = null;
        var row = await RunAsync("expected_count", "actual_count", "completeness_pct", "missing_count", "is_complete", "is_production_ready");
        Assert.All(row.Keys, k => Assert.Equal(0, Number(row, k)));
    }

    [Fact]
    public async Task Upstream_that_is_not_ready_is_said_after_completeness_and_the_row_is_made()
    {
        _unit.Context["games_before"] = 24;
        _unit.Upstream = new Upstream([new UpstreamJob("pgs", "", new Completeness(1, 0), Holds: false)]);
        var row = await RunAsync("all_upstreams_ready", "is_complete");

        Assert.Equal(
            ["p1: Completeness 50.0% (12/24 games) - processing with reduced quality", "p1: Upstream not fully ready - processing with reduced quality"], _unit.Warnings);
        Assert.Equal(0, Number(row, "all_upstreams_ready"));
    }

    [Fact]
    public async Task In_the_first_two_weeks_of_a_season_every_factor_is_neutral()
    {
        _unit.Queries["league"][0]["first_day"] = "2021-11-02";
        var row = await RunAsync("is_bootstrap", "form_factor", "usage_factor", "pace_factor", "matchup_factor", "composite_factor");
        Assert.All(row.Keys, k => Assert.Equal(1, Number(row, k)));

        _unit.Queries["league"][0]["first_day"] = "2021-11-01";
        Assert.Equal(0, Number(await RunAsync("is_bootstrap"), "is_bootstrap"));
    }

    [Fact]
    public async Task Until_a_team_has_played_ten_games_a_factor_counts_as_much_as_the_window_is_full()
    {
        var full = Number(await RunAsync("pace_factor"), "pace_factor");
        _unit.Context["team_game_number"] = 5;
        var row = await RunAsync("is_season_boundary", "pace_factor");

        Assert.Equal(1, Number(row, "is_season_boundary"));
        Assert.Equal(1 + ((full - 1) * 0.4), Number(row, "pace_factor"), 10);
    }

    [Fact]
    public async Task A_source_without_a_query_or_column_is_named()
    {
        _unit.Queries["team"][0].Remove("pace");
        Assert.Equal("source.queries.team gives no column 'pace'", (await Assert.ThrowsAsync<BackfillException>(() => RunAsync("player_id"))).Message);
        _unit.Queries.Remove("team");
        Assert.Equal("source.queries has no 'team'", (await Assert.ThrowsAsync<BackfillException>(() => RunAsync("player_id"))).Message);
    }

    private static double Number(Dictionary<string, object?> row, string column) => row[column] switch
    {
        string text => double.Parse(text.Replace("true", "1", StringComparison.OrdinalIgnoreCase).Replace("false", "0", StringComparison.OrdinalIgnoreCase), CultureInfo.InvariantCulture),
        var other => throw new InvalidOperationException($"{column} is {other ?? "null"}"),
    };

    private async Task<Dictionary<string, object?>> RunAsync(params string[] columns) =>
        (await _unit.RunAsync("player-composite-factors", "player_composite_factors", columns))!;
}

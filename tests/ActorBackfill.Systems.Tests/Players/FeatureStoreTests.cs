using System.Globalization;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Systems.Tests.Players;

public sealed class FeatureStoreTests
{
    private readonly PlayerUnit _unit = new();

    [Fact]
    public async Task A_row_holds_what_was_known_before_the_night()
    {
        var row = await RunAsync("player_lookup", "points_avg_last5", "points_avg_last10", "points_avg_season", "points_std_last10", "minutes_avg_season", "rest_days",
            "opp_rest_days", "composite_factor", "team_oreb_pct", "opp_allowed_efg_pct", "features_known", "features_share");

        Assert.Equal("kevindurant", row["player_lookup"]);
        double[] expected = [30, 25, 290 / 12.0, 5, 36, 1, 0, 1.09, 0.25, 0.53, 28];
        Assert.All(row.Keys.Skip(1).SkipLast(1).Zip(expected), p => Assert.Equal(p.Second, Number(row, p.First), 10));
        Assert.Equal(28 / 29.0, Number(row, "features_share"), 10);
    }

    [Fact]
    public async Task A_player_without_a_name_is_unknown()
    {
        _unit.Queries["player"].Clear();
        _unit.Context["games_before"] = 24;
        Assert.Equal("unknown", (await RunAsync("player_lookup"))["player_lookup"]);
        Assert.StartsWith("unknown: Completeness 50.0%", Assert.Single(_unit.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_player_without_factors_is_missing_data()
    {
        _unit.Queries["factors"].Clear();
        var error = await Assert.ThrowsAsync<BackfillException>(() => RunAsync("player_id"));
        Assert.Equal((FailureCategory.UpstreamMissing, "Player not found in player_composite_factors"), (error.Category, error.Message));
    }

    [Fact]
    public async Task How_long_a_row_took_is_kept() =>
        Assert.InRange(Number(await RunAsync("feature_generation_ms"), "feature_generation_ms"), 0, 60_000);

    private static double Number(Dictionary<string, object?> row, string column) => double.Parse((string)row[column]!, CultureInfo.InvariantCulture);

    private async Task<Dictionary<string, object?>> RunAsync(params string[] columns) => (await _unit.RunAsync("ml-feature-store", "ml_feature_store", columns))!;
}

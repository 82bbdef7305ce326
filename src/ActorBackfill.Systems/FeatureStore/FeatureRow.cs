using ActorBackfill.Domain.Rows;
using ActorBackfill.Systems.BoxScores;
using ActorBackfill.Systems.Players;

namespace ActorBackfill.Systems.FeatureStore;

/// <summary>
/// Computes a row of features for a model that predicts a player's night, from what was known before it; pure. Every feature with unit, range
/// and source stands in docs/systems/players.md.
/// </summary>
internal static class FeatureRow
{
    private const int ShortWindow = 5;

    // Taken over from player_composite_factors as they are.
    private static readonly string[] Factors =
    [
        "workload_ratio", "usage_rate_last10", "ts_pct_last10", "efg_pct_last10", "expected_pace", "form_factor", "usage_factor", "pace_factor", "matchup_factor",
        "composite_factor",
    ];

    private static readonly string[] FourFactorNames = ["efg_pct", "tov_pct", "oreb_pct", "ft_rate"];

    /// <summary>Computes the row.</summary>
    /// <param name="night">The player's game and his earlier ones.</param>
    /// <param name="id">Who: player_lookup.</param>
    /// <param name="factors">His row of player_composite_factors.</param>
    /// <param name="team">His team's last games.</param>
    /// <param name="opponent">The opponent's last games, its opponents' four factors in them.</param>
    public static Record Of(PlayerNight night, string id, QueryRow factors, TeamWindow team, TeamWindow opponent)
    {
        var season = new GameWindow(night.Games);
        var recent = season.Last(PlayerNight.WindowGames);
        var features = new Record
        {
            ["points_avg_last5"] = season.Last(ShortWindow).Points,
            ["points_avg_last10"] = recent.Points,
            ["points_avg_season"] = season.Points,
            ["points_std_last10"] = recent.PointsDeviation,
            ["minutes_avg_last10"] = recent.Minutes,
            ["minutes_avg_season"] = season.Minutes,
            ["rest_days"] = night.Context.Whole("days_since_prev_game") - 1,
            ["opp_rest_days"] = night.Context.Whole("opp_days_since_prev_game") - 1,
            ["team_back_to_back"] = night.Context.Whole("team_back_to_back"),
            ["team_games_prev_7_days"] = night.Context.Whole("team_games_prev_7_days"),
            ["team_game_number"] = night.Context.Whole("team_game_number"),
        };
        foreach (var name in Factors)
        {
            features[name] = factors.Number(name);
        }

        foreach (var name in FourFactorNames)
        {
            features["team_" + name] = team.Mean(name);
            features["opp_allowed_" + name] = opponent.Mean("allowed_" + name);
        }

        var known = features.Values.Count(v => v is not null);
        features["features_known"] = (long)known;
        features["features_share"] = Share.Of(known, features.Count - 1);
        features["player_lookup"] = id;
        return night.AddTo(features);
    }
}

using ActorBackfill.Domain.Rows;
using ActorBackfill.Systems.BoxScores;
using ActorBackfill.Systems.Players;

namespace ActorBackfill.Systems.CompositeFactors;

/// <summary>
/// Computes what speaks for and against a player tonight, from games before the date alone; pure. Factors are ratios, 1 is as usual. Every
/// feature with unit, range and source stands in docs/systems/players.md.
/// </summary>
internal static class CompositeFactors
{
    private const int ShortWindow = 5, AcuteDays = 7, ChronicDays = 28;

    /// <summary>Computes the row.</summary>
    /// <param name="night">The player's game and his earlier ones.</param>
    /// <param name="team">His team's last games.</param>
    /// <param name="opponent">The opponent's last games.</param>
    /// <param name="league">The season before the date; null before its first game.</param>
    public static Record Of(PlayerNight night, TeamWindow team, TeamWindow opponent, QueryRow? league)
    {
        var season = new GameWindow(night.Games);
        var recent = season.Last(PlayerNight.WindowGames);
        var pace = ExpectedPace(team.Mean("pace"), opponent.Mean("pace"), league?.Number("pace"));
        var form = Factor(night, season.Last(ShortWindow).TrueShooting, season.TrueShooting);
        var usage = Factor(night, recent.Usage, season.Usage);
        var tempo = Factor(night, pace, league?.Number("pace"));
        var matchup = Factor(night, opponent.Mean("def_rating"), league?.Number("def_rating"));
        var (acute, chronic) = (season.Before(night.Date, AcuteDays).TotalMinutes, season.Before(night.Date, ChronicDays).TotalMinutes * AcuteDays / ChronicDays);
        return night.AddTo(new Record
        {
            ["games_in_window"] = (long)recent.Count,
            ["rest_days"] = night.Context.Whole("days_since_prev_game") is { } days ? days - 1 : null,
            ["is_back_to_back"] = night.Context.Whole("days_since_prev_game") is { } since ? since == 1 : null,
            ["games_last_7_days"] = (long)season.Before(night.Date, AcuteDays).Count,
            ["acute_minutes"] = acute,
            ["chronic_minutes"] = chronic,
            ["workload_ratio"] = Share.Of(acute, chronic),
            ["ts_pct_last10"] = recent.TrueShooting,
            ["efg_pct_last10"] = recent.EffectiveFieldGoal,
            ["ts_pct_season"] = season.TrueShooting,
            ["usage_rate_last10"] = recent.Usage,
            ["usage_rate_season"] = season.Usage,
            ["expected_pace"] = pace,
            ["opp_def_rating_last10"] = opponent.Mean("def_rating"),
            ["form_factor"] = form,
            ["usage_factor"] = usage,
            ["pace_factor"] = tempo,
            ["matchup_factor"] = matchup,
            ["composite_factor"] = form * tempo * matchup,
        });
    }

    /// <summary>
    /// <c>own + opponent's - league's</c> possessions in 48 minutes: each team moves the league's pace by as much as it plays faster or slower
    /// (Dean Oliver, "Basketball on Paper", 2004; the additive estimate).
    /// </summary>
    /// <param name="own">Mean pace of the own team.</param>
    /// <param name="opponent">Mean pace of the opponent.</param>
    /// <param name="league">Mean pace of all teams.</param>
    /// <returns>Null where one is unknown.</returns>
    public static double? ExpectedPace(double? own, double? opponent, double? league) => own + opponent - league;

    // Two weeks into a season there is nothing to compare with: as usual. Until the window is full the ratio counts as much as the window is full.
    private static double? Factor(PlayerNight night, double? now, double? usual)
    {
        if (night.IsBootstrap)
        {
            return 1;
        }

        var ratio = Share.Of(now, usual);
        return night.IsSeasonBoundary
            ? 1 + ((ratio - 1) * Math.Min(night.TeamGamesBefore, PlayerNight.WindowGames) / PlayerNight.WindowGames)
            : ratio;
    }
}

using System.Globalization;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Readiness;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.Players;

/// <summary>
/// A player's game of the analysis date, and what is known about how good the numbers for it can be: everything that is handed to a
/// calculation.
/// </summary>
/// <param name="Context">The row of the query <c>context</c>.</param>
/// <param name="Games">His earlier games of the season, the newest first.</param>
/// <param name="Date">The analysis date.</param>
/// <param name="Completeness">How many of his earlier games are in player_game_summary; null when it is not known how many there were.</param>
/// <param name="UpstreamReady">Whether all jobs that are required are as far as they should be.</param>
/// <param name="IsBootstrap">Whether the season is younger than <see cref="BootstrapDays"/>: nothing to compare with yet.</param>
/// <param name="IsSeasonBoundary">Whether the team has played fewer games than a window holds.</param>
internal sealed record PlayerNight(
    QueryRow Context, IReadOnlyList<PlayerGame> Games, DateOnly Date, Completeness? Completeness, bool UpstreamReady, bool IsBootstrap, bool IsSeasonBoundary)
{
    /// <summary>The first days of a season, in which averages of the season say nothing.</summary>
    public const int BootstrapDays = 14;

    /// <summary>Games of the longer windows.</summary>
    public const int WindowGames = 10;

    /// <summary>The share of earlier games from which on a row is production ready: the phase gate's.</summary>
    public const double ReadyShare = 0.95;

    /// <summary>Checks in the original's order: missing data, (breaker: the engine, before the unit is dealt), completeness, upstream. The last two only warn.</summary>
    /// <param name="unit">The unit: dimensions <c>date</c> and <c>player</c>.</param>
    /// <param name="document">What the source gave.</param>
    /// <param name="id">Who, for the lines.</param>
    /// <exception cref="BackfillException">The player is not in the context data.</exception>
    public static PlayerNight Of(UnitContext unit, PlayerDocument document, string id)
    {
        if (document.Row("context") is not { } context)
        {
            throw new BackfillException(FailureCategory.UpstreamMissing, "Player not found in context data");
        }

        var date = context.Date("game_date");
        var games = PlayerGame.AllOf(document);
        var completeness = context.Whole("games_before") is { } expected ? new Completeness(expected, games.Count, ReadyShare) : default(Completeness?);
        var night = new PlayerNight(
            context, games, date, completeness, unit.Upstream.AllReady, IsYoung(document, date), (context.Whole("team_game_number") ?? 1) <= WindowGames);
        if (!night.IsProductionReady)
        {
            unit.Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"{id}: Completeness {night.Percent:0.0}% ({completeness?.Actual ?? 0}/{completeness?.Expected ?? 0} games) - processing with reduced quality"));
        }

        if (!unit.Upstream.AllReady)
        {
            unit.Warn($"{id}: Upstream not fully ready - processing with reduced quality");
        }

        return night;
    }

    /// <summary>Gets how many games the team has played before.</summary>
    public long TeamGamesBefore => (Context.Whole("team_game_number") ?? 1) - 1;

    /// <summary>Gets whether all earlier games are there; a first game of a season lacks none. False when unknown.</summary>
    public bool IsComplete => Completeness is { } known && (known.IsComplete || known.Expected == 0);

    /// <summary>Gets whether enough of them are there. False when unknown.</summary>
    public bool IsProductionReady => Completeness is { } known && (known.IsProductionReady || known.Expected == 0);

    /// <summary>Gets the share that is there in percent, 0 to 100. 0 when unknown.</summary>
    public double Percent => Completeness switch
    {
        null => 0,
        { Expected: 0 } => 100,
        var known => known.Value.Percent,
    };

    /// <summary>Adds who, when and how complete to a row: columns that both tables have.</summary>
    /// <param name="row">The row.</param>
    public Record AddTo(Record row)
    {
        foreach (var name in (ReadOnlySpan<string>)["game_id", "player_id", "team_abbreviation", "opponent"])
        {
            row[name] = Context.OptionalText(name);
        }

        row["game_date"] = Date;
        row["is_home"] = Context.Truth("is_home");
        row["expected_count"] = Completeness?.Expected ?? 0;
        row["actual_count"] = Completeness?.Actual ?? 0;
        row["completeness_pct"] = Percent;
        row["missing_count"] = Completeness?.Missing ?? 0;
        row["is_complete"] = IsComplete;
        row["is_production_ready"] = IsProductionReady;
        row["all_upstreams_ready"] = UpstreamReady;
        row["is_bootstrap"] = IsBootstrap;
        row["is_season_boundary"] = IsSeasonBoundary;
        return row;
    }

    private static bool IsYoung(PlayerDocument document, DateOnly date) => document.Row("league")?.OptionalText("first_day") is not { } day
        || date.DayNumber - DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber < BootstrapDays;
}

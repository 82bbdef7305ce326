namespace ActorBackfill.Systems.BoxScores;

/// <summary>What one team did in one game: its line of the box score. Counts are null where the source is blank.</summary>
internal sealed record TeamLine
{
    /// <summary>Gets the game; text, leading zeros.</summary>
    public required string GameId { get; init; }

    /// <summary>Gets the day of the game.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Gets the team's number, as text.</summary>
    public required string? TeamId { get; init; }

    /// <summary>Gets who plays where.</summary>
    public required Matchup Matchup { get; init; }

    /// <summary>Gets the season as the source writes it, <c>2021-22</c>; null where it does not say.</summary>
    public string? Season { get; init; }

    /// <summary>Gets whether it was won.</summary>
    public bool? Win { get; init; }

    /// <summary>Gets the minutes: of all five players together, about 240, or of the game, 48; see <see cref="TeamMinutes"/>.</summary>
    public double? Minutes { get; init; }

    /// <summary>Gets the shots made from the field, threes among them.</summary>
    public long? FieldGoals { get; init; }

    /// <summary>Gets the shots from the field.</summary>
    public long? FieldGoalAttempts { get; init; }

    /// <summary>Gets the three-pointers made.</summary>
    public long? ThreePointers { get; init; }

    /// <summary>Gets the three-pointers tried.</summary>
    public long? ThreePointAttempts { get; init; }

    /// <summary>Gets the free throws made.</summary>
    public long? FreeThrows { get; init; }

    /// <summary>Gets the free throws tried.</summary>
    public long? FreeThrowAttempts { get; init; }

    /// <summary>Gets the rebounds of own misses.</summary>
    public long? OffensiveRebounds { get; init; }

    /// <summary>Gets the rebounds of the opponent's misses.</summary>
    public long? DefensiveRebounds { get; init; }

    /// <summary>Gets the assists.</summary>
    public long? Assists { get; init; }

    /// <summary>Gets the steals.</summary>
    public long? Steals { get; init; }

    /// <summary>Gets the blocked shots.</summary>
    public long? Blocks { get; init; }

    /// <summary>Gets the turnovers.</summary>
    public long? Turnovers { get; init; }

    /// <summary>Gets the fouls.</summary>
    public long? Fouls { get; init; }

    /// <summary>Gets the points.</summary>
    public long? Points { get; init; }

    /// <summary>Reads a row of team_games.</summary>
    /// <param name="row">The row; only its columns GAME_ID, GAME_DATE and MATCHUP must not be blank.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">A value is missing or cannot be what its column says; names game and team.</exception>
    public static TeamLine Of(BoxScoreRow row) => new()
    {
        GameId = row.Text("GAME_ID"),
        Date = row.Date("GAME_DATE"),
        TeamId = row.OptionalText("TEAM_ID"),
        Matchup = row.Matchup(),
        Season = row.Season(),
        Win = row.Win(),
        Minutes = row.Minutes(),
        FieldGoals = row.Count("FGM"),
        FieldGoalAttempts = row.Count("FGA"),
        ThreePointers = row.Count("FG3M"),
        ThreePointAttempts = row.Count("FG3A"),
        FreeThrows = row.Count("FTM"),
        FreeThrowAttempts = row.Count("FTA"),
        OffensiveRebounds = row.Count("OREB"),
        DefensiveRebounds = row.Count("DREB"),
        Assists = row.Count("AST"),
        Steals = row.Count("STL"),
        Blocks = row.Count("BLK"),
        Turnovers = row.Count("TOV"),
        Fouls = row.Count("PF"),
        Points = row.Count("PTS"),
    };
}

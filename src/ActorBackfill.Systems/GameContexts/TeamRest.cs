namespace ActorBackfill.Systems.GameContexts;

/// <summary>How a team comes into a game: rest days and load, from the dates of its earlier games alone.</summary>
/// <param name="GameNumber">Which game of the season it is, from 1.</param>
/// <param name="DaysSinceLast">Days since the game before, 1 the day after; null for the first of the season.</param>
/// <param name="GamesInSevenDays">Games on the seven days before the date.</param>
internal sealed record TeamRest(int GameNumber, int? DaysSinceLast, int GamesInSevenDays)
{
    private const int Week = 7;

    /// <summary>Gets whether it played the day before.</summary>
    public bool IsBackToBack => DaysSinceLast == 1;

    /// <summary>Gets the rest before a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="games">Dates of the team's games of the season, in any order; those on and after the date do not count.</param>
    public static TeamRest Before(DateOnly date, IEnumerable<DateOnly> games)
    {
        var days = games.Where(g => g < date).Select(g => date.DayNumber - g.DayNumber).ToList();
        return new TeamRest(days.Count + 1, days.Count == 0 ? null : days.Min(), days.Count(d => d <= Week));
    }
}

using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Players;

/// <summary>Sums over some earlier games of a player: shares of sums, not means of shares, so that a short night counts little.</summary>
/// <param name="games">The games, the newest first.</param>
internal sealed class GameWindow(IReadOnlyList<PlayerGame> games)
{
    /// <summary>Gets how many games there are.</summary>
    public int Count => games.Count;

    /// <summary>Gets TS% of the sums; null without an attempt.</summary>
    public double? TrueShooting => ShootingEfficiency.TrueShooting(Sum(g => g.Points), Sum(g => g.FieldGoalAttempts), Sum(g => g.FreeThrowAttempts));

    /// <summary>Gets eFG% of the sums; null without a shot.</summary>
    public double? EffectiveFieldGoal => ShootingEfficiency.EffectiveFieldGoal(Sum(g => g.FieldGoals), Sum(g => g.ThreePointers), Sum(g => g.FieldGoalAttempts));

    /// <summary>Gets the usage rate; null without a game whose team totals are known.</summary>
    public double? Usage => UsageRate.Of(games.Select(g => (g.OwnPlays, g.PlaysOnCourt)));

    /// <summary>Gets the mean of points; null without a game.</summary>
    public double? Points => Mean(g => g.Points);

    /// <summary>Gets the mean of minutes; null without a game.</summary>
    public double? Minutes => Mean(g => g.Minutes);

    /// <summary>Gets the standard deviation of points over the games there are (n, not n - 1); null below two games.</summary>
    public double? PointsDeviation => games.Count < 2 || Points is not { } mean ? null
        : Math.Sqrt(games.Average(g => Math.Pow((g.Points ?? mean) - mean, 2)));

    /// <summary>Gets the newest of the games.</summary>
    /// <param name="count">How many.</param>
    public GameWindow Last(int count) => new([.. games.Take(count)]);

    /// <summary>Gets the games of the days before a date, the date itself not among them.</summary>
    /// <param name="date">The date.</param>
    /// <param name="days">How many days.</param>
    public GameWindow Before(DateOnly date, int days) => new([.. games.Where(g => g.Date < date && g.Date >= date.AddDays(-days))]);

    /// <summary>Gets the sum of minutes.</summary>
    public double TotalMinutes => games.Sum(g => g.Minutes ?? 0);

    private long? Sum(Func<PlayerGame, long?> value) => games.Sum(value);

    private double? Mean(Func<PlayerGame, double?> value) => games.Average(value);
}

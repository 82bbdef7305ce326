using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.PlayerGames;

/// <summary>
/// <c>processor = player-game-summary</c>: one row of <c>player_game_summary</c> for every row of player_gamelogs that the source gives
/// for a date. With the setting <c>recent-days</c> it refuses older dates, as a daily run should; <c>historical = allow</c>, its backfill, takes
/// them all the same.
/// </summary>
/// <param name="recentDays">Days before today that are taken; null means all.</param>
internal sealed class PlayerGameProcessor(int? recentDays = null) : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "player-game-summary";

    /// <summary>The table it fills.</summary>
    public const string Table = "player_game_summary";

    /// <summary>Makes one.</summary>
    /// <param name="settings">The job file's: <c>recent-days</c> and <c>historical</c>.</param>
    /// <exception cref="ArgumentException">They are not as they should be.</exception>
    public static IProcessor With(ImmutableSortedDictionary<string, string> settings)
    {
        if (settings.Keys.FirstOrDefault(k => k is not ("recent-days" or "historical")) is { } unknown)
        {
            throw new ArgumentException($"{Name} has no setting '{unknown}'; it has recent-days and historical");
        }

        var days = settings.GetValueOrDefault("recent-days") is not { } text ? default(int?)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 36_500 ? number
            : throw new ArgumentException($"recent-days = {text}: must be 1 to 36,500");
        return settings.GetValueOrDefault("historical", "refuse") switch
        {
            "refuse" => new PlayerGameProcessor(days),
            "allow" => new PlayerGameProcessor(),
            var other => throw new ArgumentException($"historical = {other}: expected refuse or allow"),
        };
    }

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        if (recentDays is { } days && IsHistorical(unit, days))
        {
            unit.Skip(string.Create(CultureInfo.InvariantCulture, $"{unit.Unit.Value("date")} is more than {days} days ago; historical = allow takes it"));
            return ValueTask.CompletedTask;
        }

        foreach (var item in unit.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new BoxScoreRow(item, "player-game");
            var summary = PlayerGameSummary.Of(row);
            AskedDate.Check(unit.Unit, (DateOnly)summary["game_date"]!, row);
            unit.Emit(Table, summary);
        }

        return ValueTask.CompletedTask;
    }

    private static bool IsHistorical(UnitContext unit, int days) =>
        DateOnly.TryParseExact(unit.Unit.Value("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.AddDays(days) < DateOnly.FromDateTime(unit.Time.GetUtcNow().UtcDateTime);
}

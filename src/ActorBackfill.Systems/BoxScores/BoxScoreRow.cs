using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Systems.BoxScores;

/// <summary>
/// One row of a box score, a player's or a team's: values by column name, text in CSV, text or numbers in JSON. Reading names game and
/// player, or team, when it fails.
/// </summary>
internal readonly struct BoxScoreRow
{
    private readonly JsonElement _row;

    /// <summary>Wraps an item.</summary>
    /// <param name="item">An object whose members are the columns.</param>
    /// <param name="what">What a row is, for messages: <c>player-game</c>.</param>
    /// <exception cref="BackfillException">It is not an object.</exception>
    public BoxScoreRow(Item item, string what) => _row = item.Value.ValueKind == JsonValueKind.Object
        ? item.Value
        : throw new BackfillException(FailureCategory.SourceSchema, $"a {what} is an object of columns, not {item.Value.ValueKind}");

    /// <summary>Gets a text that has to be there.</summary>
    public string Text(string column) => OptionalText(column) ?? throw Invalid($"{column} is blank");

    /// <summary>Gets a text, or null where it is blank.</summary>
    public string? OptionalText(string column)
    {
        var value = _row.TryGetProperty(column, out var found)
            ? found
            : throw new BackfillException(FailureCategory.SourceSchema, $"{Name()}: the source has no column {column}");
        var text = value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Invalid($"{column} is {value.ValueKind}, not text or number"),
        };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>Gets a count, 0 or more, or null where it is blank.</summary>
    public long? Count(string column) =>
        Whole(column) is < 0 and var count ? throw Invalid($"{column} is {count}: a count is not negative") : Whole(column);

    /// <summary>Gets a whole number, <c>-5</c> or <c>13.0</c>, or null where it is blank.</summary>
    public long? Whole(string column) => OptionalText(column) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && decimal.Truncate(number) == number && Math.Abs(number) <= int.MaxValue ? (long)number
        : throw Invalid($"{column} is '{text}', not a whole number");

    /// <summary>Gets a date, <c>2020-12-22</c>, that has to be there.</summary>
    public DateOnly Date(string column)
    {
        var text = Text(column);
        // Other pulls of the same table write the date as midnight: 2020-12-22T00:00:00.
        var day = text.EndsWith("T00:00:00", StringComparison.Ordinal) ? text[..^9] : text;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Invalid($"{column} is '{text}', not a date yyyy-mm-dd");
    }

    /// <summary>Gets who plays where.</summary>
    public Matchup Matchup() => BoxScores.Matchup.TryParse(Text("MATCHUP"))
        ?? throw Invalid($"MATCHUP is '{Text("MATCHUP")}', neither 'AAA vs. BBB' nor 'AAA @ BBB'");

    /// <summary>Gets the season as the source writes it, <c>2021-22</c>, or null; playoffs are another table of the same source, which calls it otherwise.</summary>
    public string? Season() => OptionalText(_row.TryGetProperty("SEASON_YEAR", out _) ? "SEASON_YEAR" : "SEASON");

    /// <summary>Gets whether the game was won, or null where it is blank.</summary>
    public bool? Win() => OptionalText("WL") switch
    {
        null => null,
        "W" => true,
        "L" => false,
        var other => throw Invalid($"WL is '{other}', neither W nor L"),
    };

    /// <summary>Gets the minutes played, or null where they are blank.</summary>
    public double? Minutes() => OptionalText("MIN") is not { } text
        ? null
        : PlayingTime.TryParse(text) ?? throw Invalid($"MIN is '{text}', neither minutes nor minutes:seconds");

    /// <summary>Gets the failure of a value.</summary>
    /// <param name="problem">What is wrong, with the value.</param>
    public BackfillException Invalid(string problem) => new(FailureCategory.InvalidData, $"{Name()}: {problem}");

    private string Name() => _row.TryGetProperty("PLAYER_ID", out _)
        ? $"game {Raw("GAME_ID")}, player {Raw("PLAYER_ID")} ({Raw("PLAYER_NAME")})"
        : $"game {Raw("GAME_ID")}, team {Raw("TEAM_ABBREVIATION")}";

    private string Raw(string column) => _row.TryGetProperty(column, out var value) && value.ToString() is { Length: > 0 } text ? text : "?";
}

using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Systems.PlayerGames;

/// <summary>One row of player_gamelogs: values by column name, text in CSV, text or numbers in JSON. Reading names game and player when it fails.</summary>
internal readonly struct PlayerGameRow
{
    private readonly JsonElement _row;

    /// <summary>Wraps an item.</summary>
    /// <param name="item">An object whose members are the columns.</param>
    /// <exception cref="BackfillException">It is not an object.</exception>
    public PlayerGameRow(Item item) => _row = item.Value.ValueKind == JsonValueKind.Object
        ? item.Value
        : throw new BackfillException(FailureCategory.SourceSchema, $"a player-game is an object of columns, not {item.Value.ValueKind}");

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

    /// <summary>Gets the failure of a value.</summary>
    /// <param name="problem">What is wrong, with the value.</param>
    public BackfillException Invalid(string problem) => new(FailureCategory.InvalidData, $"{Name()}: {problem}");

    private string Name() => $"game {Raw("GAME_ID")}, player {Raw("PLAYER_ID")} ({Raw("PLAYER_NAME")})";

    private string Raw(string column) => _row.TryGetProperty(column, out var value) && value.ToString() is { Length: > 0 } text ? text : "?";
}

namespace ActorBackfill.Domain.Rows;

/// <summary>
/// What a processor emits for one row: values by name, matched to a table's columns by their paths. Values are null, <see cref="string"/>,
/// whole or real numbers, <see cref="bool"/>, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/> or a
/// <see cref="System.Text.Json.JsonElement"/>.
/// </summary>
public sealed class Record : Dictionary<string, object?>
{
    /// <summary>Creates an empty record; names are compared ordinally.</summary>
    public Record()
        : base(StringComparer.Ordinal)
    {
    }
}

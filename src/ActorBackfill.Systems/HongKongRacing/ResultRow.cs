using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Systems.HongKongRacing;

/// <summary>One row of the published results: a runner, with the fields of its race on it.</summary>
internal readonly struct ResultRow
{
    private readonly JsonElement _row;

    /// <summary>Wraps an item.</summary>
    /// <exception cref="BackfillException">It is not an object.</exception>
    public ResultRow(Item item) => _row = item.Value.ValueKind == JsonValueKind.Object
        ? item.Value
        : throw new BackfillException(FailureCategory.SourceSchema, $"a result is an object of columns, not {item.Value.ValueKind}");

    /// <summary>Gets the row as one text: equal texts are exact duplicates.</summary>
    public string Whole => _row.GetRawText();

    /// <summary>Gets how the runner ended.</summary>
    public Placing Placing => Placing.Of(Text("place"));

    /// <summary>Gets a text, "" where it is blank.</summary>
    /// <exception cref="BackfillException">There is no such column, or it is no text.</exception>
    public string Text(string column) => _row.TryGetProperty(column, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!.Trim()
        : throw new BackfillException(FailureCategory.SourceSchema, $"the results have no text in the column {column}");
}

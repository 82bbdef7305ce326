using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.Players;

/// <summary>What the source's queries gave for one player of one date.</summary>
/// <param name="document">An object with an array of rows a query.</param>
internal sealed class PlayerDocument(JsonElement document)
{
    /// <summary>Gets the document of a unit; null when nobody plays: the source gave nothing.</summary>
    /// <param name="unit">The unit.</param>
    /// <exception cref="BackfillException">The job's source gives something else than one document of named queries.</exception>
    public static PlayerDocument? Of(UnitContext unit) => unit.Items switch
    {
        [] => null,
        [{ Value.ValueKind: JsonValueKind.Object } one] => new PlayerDocument(one.Value),
        _ => throw new BackfillException(FailureCategory.SourceSchema, "expected one document a unit: source { type = sql, queries { ... } } without items"),
    };

    /// <summary>Gets the rows of a query.</summary>
    /// <param name="query">Its name.</param>
    /// <exception cref="BackfillException">The job's source has no such query.</exception>
    public IReadOnlyList<QueryRow> Rows(string query) => document.TryGetProperty(query, out var rows) && rows.ValueKind == JsonValueKind.Array
        ? [.. rows.EnumerateArray().Select(row => new QueryRow(query, row))]
        : throw new BackfillException(FailureCategory.SourceSchema, $"source.queries has no '{query}'");

    /// <summary>Gets the only row of a query, or null where it gave none; of several the first.</summary>
    /// <param name="query">Its name.</param>
    public QueryRow? Row(string query) => Rows(query) is [var first, ..] ? first : null;
}

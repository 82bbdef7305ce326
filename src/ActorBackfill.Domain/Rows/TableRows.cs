using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Rows;

/// <summary>A unit's rows of one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">
/// A value a column in the table's order: null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <see cref="byte"/>[].
/// No two rows have the same key.
/// </param>
public sealed record TableRows(TableDefinition Table, IReadOnlyList<object?[]> Rows);

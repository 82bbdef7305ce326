namespace ActorBackfill.Connectors.Postgres;

/// <summary>A row on its way into a table.</summary>
/// <param name="Unit">Its unit's key.</param>
/// <param name="Values">A value a column.</param>
/// <param name="Number">Which row of its unit and table it is, from 1.</param>
internal readonly record struct UnitRow(string Unit, object?[] Values, int Number);

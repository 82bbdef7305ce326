namespace ActorBackfill.Domain.Progress;

/// <summary>How many rows went into a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Rows.</param>
public sealed record TableCount(string Table, long Rows);

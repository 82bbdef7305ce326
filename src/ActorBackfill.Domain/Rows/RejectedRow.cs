namespace ActorBackfill.Domain.Rows;

/// <summary>A row that was not taken, for the table <c>backfill_reject</c>.</summary>
/// <param name="Table">The table it was meant for.</param>
/// <param name="Column">The column that is at fault; null when it is not known.</param>
/// <param name="Reason">Why, with the value.</param>
/// <param name="Row">Its values by column, as JSON; see <see cref="RejectedJson"/>.</param>
public sealed record RejectedRow(string Table, string? Column, string Reason, string Row);

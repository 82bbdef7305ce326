namespace ActorBackfill.Host.Gates;

/// <summary>How a gate is judged, as the command line says; null means as the gate file says, or its default.</summary>
/// <param name="MinPercent">The least share.</param>
/// <param name="Expect">Where the expected set comes from: <c>plan</c>, a file, <c>query:SQL</c>.</param>
/// <param name="ToleranceRows">Rows that a key may differ by.</param>
/// <param name="TolerancePercent">Percent of its rows that a key may differ by.</param>
/// <param name="By">The dimension whose every value must be covered.</param>
/// <param name="Gaps">The file for the repair plan.</param>
/// <param name="Evidence">The file for the evidence.</param>
internal sealed record GateChoice(
    decimal? MinPercent, string? Expect, long? ToleranceRows, decimal? TolerancePercent, string? By, string? Gaps, string? Evidence);

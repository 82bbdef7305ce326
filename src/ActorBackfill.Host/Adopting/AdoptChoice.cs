namespace ActorBackfill.Host.Adopting;

/// <summary>What is taken over.</summary>
/// <param name="File">The checkpoint file, as typed.</param>
/// <param name="Column">The tables' column that holds the date; null means the one the job fills with it.</param>
/// <param name="AcceptsEmpty">Whether dates without rows are done.</param>
internal sealed record AdoptChoice(string File, string? Column, bool AcceptsEmpty);

namespace ActorBackfill.Host.CommandLine;

/// <summary>How many workers, or <c>auto</c>.</summary>
/// <param name="Count">From 1 to 1,024; null means as many as the source's limit can feed.</param>
public sealed record WorkersChoice(int? Count);

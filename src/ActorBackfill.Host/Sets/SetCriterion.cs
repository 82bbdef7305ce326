namespace ActorBackfill.Host.Sets;

/// <summary>One thing that a gate over a set demands.</summary>
/// <param name="Name">What is demanded, and of which job.</param>
/// <param name="IsMet">Whether it holds.</param>
/// <param name="Found">What was found, in words.</param>
internal sealed record SetCriterion(string Name, bool IsMet, string Found);

namespace ActorBackfill.Replay.Definitions;

/// <summary>Whole numbers from one to another, both included.</summary>
/// <param name="From">The smallest.</param>
/// <param name="To">The largest.</param>
public readonly record struct NumberRange(int From, int To);

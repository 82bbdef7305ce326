namespace ActorBackfill.Domain.Checkpoints;

/// <summary>
/// Event, manifest <c>cc1</c>: somebody changed something while a run went on. Told again after an outage of the journal, so it may be
/// there twice.
/// </summary>
/// <param name="RunId">Which run.</param>
/// <param name="At">When it took effect.</param>
/// <param name="Who">Who asked: <c>ann (uid 1000, pid 4242)</c>.</param>
/// <param name="Command">What: pause, unpause, stop, scale, rate, retry or park.</param>
/// <param name="Value">To what: workers or <c>auto</c>, a rate or <c>default</c>, <c>now</c>, units; null where there is nothing to say.</param>
public sealed record ControlChanged(string RunId, DateTimeOffset At, string Who, string Command, string? Value) : ICheckpointEvent;

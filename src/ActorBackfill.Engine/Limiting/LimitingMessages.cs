namespace ActorBackfill.Engine.Limiting;

/// <summary>Command, gate to limit: one request wants to start.</summary>
/// <param name="Turn">Completed when it may; cancelled by the one who waits.</param>
internal sealed record AwaitTurn(TaskCompletionSource<IDisposable> Turn);

/// <summary>Event, gate to limit: a request has ended.</summary>
internal sealed record TurnEnded
{
    public static TurnEnded Instance { get; } = new();
}

/// <summary>Command, source to limit: let nobody start for a while.</summary>
/// <param name="Delay">How long, from now.</param>
/// <param name="Reason">For the person who watches.</param>
internal sealed record CloseSource(TimeSpan Delay, string Reason);

/// <summary>Event, limit to supervisor: the source is closed until then, or open again.</summary>
/// <param name="Reason">Why and until when; null when it is open.</param>
public sealed record SourceClosed(string? Reason);

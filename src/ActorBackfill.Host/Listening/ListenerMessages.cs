namespace ActorBackfill.Host.Listening;

/// <summary>Query, session to a listener of a run that has ended: answer with <see cref="Flushed"/> when all that was heard is where it belongs.</summary>
internal sealed record Flush
{
    public static Flush Instance { get; } = new();
}

/// <summary>Event, listener to session: nothing is left to write.</summary>
/// <param name="Problem">What could not be written, one sentence; null when all was. It changes no unit and no exit code.</param>
internal sealed record Flushed(string? Problem = null);

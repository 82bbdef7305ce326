using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Query, host to supervisor, answered by a <see cref="RunProgress"/>.</summary>
public sealed record GetProgress
{
    /// <summary>Gets the one instance.</summary>
    public static GetProgress Instance { get; } = new();

    /// <summary>Gets the query whose answer has <see cref="RunProgress.Detail"/>.</summary>
    public static GetProgress InDetail { get; } = new() { WantsDetail = true };

    /// <summary>Gets whether the answer has <see cref="RunProgress.Detail"/>.</summary>
    public bool WantsDetail { get; private init; }
}

/// <summary>
/// Query, host to supervisor, answered by a <see cref="Why"/>: what keeps a unit from being done; its state is <see cref="Why.Ended"/> when
/// only the journal can tell.
/// </summary>
/// <param name="Unit">The unit's key.</param>
public sealed record GetWhy(string Unit);

/// <summary>Query, host to supervisor, answered by a <see cref="Waits"/>: where the time of the run went so far.</summary>
public sealed record GetWaits
{
    /// <summary>Gets the one instance.</summary>
    public static GetWaits Instance { get; } = new();
}

/// <summary>Command, host to supervisor: deal no more units, let those in flight end within the grace time, then end the run.</summary>
public sealed record StopRun
{
    /// <summary>Gets the one instance.</summary>
    public static StopRun Instance { get; } = new();
}

/// <summary>Command, host to supervisor: cancel the units in flight and end the run; they run again on resume.</summary>
public sealed record CancelRun
{
    /// <summary>Gets the one instance.</summary>
    public static CancelRun Instance { get; } = new();
}

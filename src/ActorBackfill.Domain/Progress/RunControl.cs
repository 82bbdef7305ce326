using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Domain.Progress;

/// <summary>What people have changed while a run goes on, and what holds now.</summary>
public sealed record RunControl
{
    /// <summary>Gets the state of a run that nobody has touched.</summary>
    public static RunControl Untouched { get; } = new();

    /// <summary>Gets since when the run is paused; null when it is not.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Gets whether the run is being stopped.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Gets whether the number of workers follows the source's limit.</summary>
    public bool ScalesItself { get; init; }

    /// <summary>Gets the workers beyond those wanted, which end with what they hold.</summary>
    public int Draining { get; init; }

    /// <summary>Gets the requests a second that somebody asked for; null means as the job says.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Gets who changed what, oldest first; the last 20.</summary>
    public ImmutableArray<ControlChanged> Changes { get; init; } = [];
}

using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Dashboard.Live;

/// <summary>What a run tells while it goes on.</summary>
public sealed record RunNow
{
    /// <summary>Gets the workers wanted.</summary>
    public required int Workers { get; init; }

    /// <summary>Gets the workers that end with what they hold.</summary>
    public int Draining { get; init; }

    /// <summary>Gets whether the number of workers follows the source's limit.</summary>
    public bool ScalesItself { get; init; }

    /// <summary>Gets the units that workers hold.</summary>
    public int InFlight { get; init; }

    /// <summary>Gets the units handed to the writer and not journaled.</summary>
    public int Uncommitted { get; init; }

    /// <summary>Gets units a second over the last 30 s.</summary>
    public double UnitsPerSecond { get; init; }

    /// <summary>Gets the requests made in this run.</summary>
    public long Requests { get; init; }

    /// <summary>Gets the seconds left as an interval that holds the truth four times out of five; null when it cannot be told.</summary>
    public (double Low, double High)? EtaSeconds { get; init; }

    /// <summary>Gets what the run waits for, or null.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Gets workers and how fast the run was.</summary>
    public RunDetail Detail { get; init; } = new();
}

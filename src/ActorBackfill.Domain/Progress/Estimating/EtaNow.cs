using System.Collections.Immutable;

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>What the estimate has to know of the instant it is made at.</summary>
public sealed record EtaNow
{
    /// <summary>Gets how long the run has worked: pauses are left out.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets the workers that there are now, at least 1.</summary>
    public required int Workers { get; init; }

    /// <summary>Gets the units that still need an outcome, those in flight included.</summary>
    public required long Left { get; init; }

    /// <summary>Gets the units that workers hold: place in the plan, and for how long.</summary>
    public ImmutableArray<RunningUnit> Running { get; init; } = [];

    /// <summary>Gets the requests a second that the source allows now; null means any number.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Gets the requests that a unit took so far, on average; 0 when that is not known.</summary>
    public double RequestsPerUnit { get; init; }

    /// <summary>Gets how long nothing can start: the source is closed, or the only units that are left are tried again then.</summary>
    public TimeSpan Blocked { get; init; }
}

/// <summary>A unit that a worker holds.</summary>
/// <param name="Index">Its place in the plan.</param>
/// <param name="Age">For how long.</param>
public readonly record struct RunningUnit(long Index, TimeSpan Age);

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Domain.Progress;

/// <summary>What is only told to who asks for it: each worker, how fast the run was, what is shut. Of the same instant as the counts beside it.</summary>
public sealed record RunDetail
{
    /// <summary>Gets the workers: those that hold units by how long they have, then those that hold none.</summary>
    public ImmutableArray<WorkerNow> Workers { get; init; } = [];

    /// <summary>Gets the breakers that are open, each with the last real cause.</summary>
    public ImmutableArray<BreakerOpened> Breakers { get; init; } = [];

    /// <summary>Gets how fast the run was: the last minute, the last 15 minutes, and all of it.</summary>
    public ImmutableArray<SampleSeries> Samples { get; init; } = [];
}

/// <summary>A worker of a run.</summary>
/// <param name="Name">Its name in this run.</param>
/// <param name="State"><c>running</c>, <c>paused</c>, or <c>waiting</c>.</param>
public sealed record WorkerNow(string Name, string State)
{
    /// <summary>Gets the key of the unit that it holds, the first of several; null when it holds none.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets how many units it holds.</summary>
    public int Units { get; init; }

    /// <summary>Gets the attempt that is made, from 1; 0 when it holds no unit.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets for how many seconds it has held them, pauses left out; 0 when it holds none.</summary>
    public double HeldSeconds { get; init; }

    /// <summary>Gets why it holds none; null when it holds one.</summary>
    public WaitReason? Idle { get; init; }

    /// <summary>Gets the units that it has ended in this run.</summary>
    public long UnitsEnded { get; init; }

    /// <summary>Gets the rows that it has handed over in this run.</summary>
    public long Rows { get; init; }

    /// <summary>Gets the requests that it has made in this run, but for those of the units that it holds.</summary>
    public long Requests { get; init; }

    /// <summary>Gets for how many seconds it held the units that it has ended.</summary>
    public double BusySeconds { get; init; }
}

/// <summary>What ended in one stretch of a run.</summary>
/// <param name="Units">Units that got their outcome.</param>
/// <param name="Rows">Rows committed.</param>
/// <param name="Requests">Requests made.</param>
/// <param name="Errors">Attempts that failed, whether or not they were made again.</param>
public readonly record struct RunSample(long Units, long Rows, long Requests, long Errors)
{
    /// <summary>Gets the sum of two stretches.</summary>
    /// <param name="other">The other one.</param>
    public RunSample And(RunSample other) => new(Units + other.Units, Rows + other.Rows, Requests + other.Requests, Errors + other.Errors);
}

/// <summary>Stretches of equal length, one after the other; the one that goes on now is not among them.</summary>
/// <param name="WidthSeconds">The length of each.</param>
/// <param name="FirstSeconds">When the first began, since the run did.</param>
/// <param name="Samples">What ended in each, oldest first.</param>
public sealed record SampleSeries(double WidthSeconds, double FirstSeconds, ImmutableArray<RunSample> Samples);

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress.Estimating;

namespace ActorBackfill.Domain.Progress;

/// <summary>A unit of a run that is over.</summary>
/// <param name="Ordinal">Which.</param>
/// <param name="Took">How long its last attempt took.</param>
/// <param name="At">When it was committed or closed, since the run began.</param>
public readonly record struct PastUnit(long Ordinal, TimeSpan Took, TimeSpan At);

/// <summary>A run that is over, as far as an estimate needs it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Start">What the journal said at its start; only read.</param>
/// <param name="Units">Its units in the order of <see cref="PastUnit.At"/>.</param>
/// <param name="Workers">Workers at a time since the run began.</param>
public sealed record PastRun(Plan Plan, CheckpointState Start, ImmutableArray<PastUnit> Units, Func<TimeSpan, int> Workers)
{
    /// <summary>Gets whether settled units ran again.</summary>
    public bool RunsAgain { get; init; }

    /// <summary>Gets whether only the first units were dealt.</summary>
    public bool IsLimited { get; init; }

    /// <summary>Gets the requests a second that the source allowed; null means any number.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Gets the requests a unit took, on average; 0 when that is not known.</summary>
    public double RequestsPerUnit { get; init; }
}

/// <summary>What was said at one instant of a run, and what was true.</summary>
/// <param name="At">When, since the run began.</param>
/// <param name="Interval">What was said.</param>
/// <param name="Left">What was true.</param>
public sealed record EtaPoint(TimeSpan At, EtaInterval Interval, TimeSpan Left)
{
    /// <summary>Gets whether the interval held the truth.</summary>
    public bool IsInside => Interval.Contains(Left);
}

/// <summary>How often the intervals of a run held the truth.</summary>
/// <param name="Points">The instants, in order.</param>
public sealed record EtaBacktest(ImmutableArray<EtaPoint> Points)
{
    // Before and after these shares of a run there is nothing to say, or nothing to hear.
    private const double First = 0.03;
    private const double Last = 0.97;

    /// <summary>Gets the share of intervals that held the truth, 0 to 1; 1 when there is none.</summary>
    public double Inside => Points.IsEmpty ? 1 : (double)Points.Count(p => p.IsInside) / Points.Length;

    /// <summary>Gets the median of how wide the intervals were: high by low, so that 1.2 is 20 % more.</summary>
    public double Width => Points.IsEmpty ? 1
        : Points.Select(p => p.Interval.High / (p.Interval.Low > TimeSpan.Zero ? p.Interval.Low : TimeSpan.FromMilliseconds(1))).Order().ElementAt(Points.Length / 2);

    /// <summary>Replays a run and estimates at instants that are evenly spaced in time.</summary>
    /// <param name="run">The run.</param>
    /// <param name="points">How many instants, 1 or more.</param>
    public static EtaBacktest Of(PastRun run, int points = 40)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        var estimator = new EtaEstimator(run.Plan, run.Start, run.RunsAgain, run.IsLimited);
        var end = run.Units.IsEmpty ? TimeSpan.Zero : run.Units[^1].At;
        var found = ImmutableArray.CreateBuilder<EtaPoint>(points);
        var next = 0;
        for (var i = 0; i < points; i++)
        {
            var at = end * (First + ((Last - First) * i / Math.Max(1, points - 1)));
            for (; next < run.Units.Length && run.Units[next].At <= at; next++)
            {
                var unit = run.Units[next];
                estimator.Ended(unit.Ordinal, unit.Took, unit.At, run.Workers(unit.At));
            }

            if (estimator.Estimate(NowOf(run, next, at)) is { } interval && next < run.Units.Length)
            {
                found.Add(new EtaPoint(at, interval, end - at));
            }
        }

        return new EtaBacktest(found.ToImmutable());
    }

    private static EtaNow NowOf(PastRun run, int next, TimeSpan at) => new()
    {
        Elapsed = at,
        Workers = run.Workers(at),
        Left = run.Units.Length - next,
        Running = [.. run.Units.Skip(next).Where(u => u.At - u.Took <= at).Select(u => new RunningUnit(run.Plan.IndexOfOrdinal(u.Ordinal), at - (u.At - u.Took))).Take(1_024)],
        RequestsPerSecond = run.RequestsPerSecond,
        RequestsPerUnit = run.RequestsPerUnit,
    };
}

using System.Collections.Immutable;

namespace ActorBackfill.Domain.Progress;

/// <summary>What a worker's place was spent on. Every second of every worker is one of these.</summary>
public enum WaitReason
{
    /// <summary>Work: fetching, computing, handing over.</summary>
    Working,

    /// <summary>A request waited for its turn in the source's budget: rate, quota, concurrency.</summary>
    Budget,

    /// <summary>A request waited because the source is closed for everyone: it asked for quiet, or its breaker is open.</summary>
    Closed,

    /// <summary>The next wave waits for the last units of this one.</summary>
    Barrier,

    /// <summary>All that is left is tried again later.</summary>
    Retries,

    /// <summary>All that is left waits for another job's units.</summary>
    Upstream,

    /// <summary>Enough is handed over and not committed yet, or the sink takes nothing.</summary>
    Sink,

    /// <summary>The journal takes nothing.</summary>
    Journal,

    /// <summary>A person has paused the run.</summary>
    Paused,

    /// <summary>There is no unit left to begin, or the run is being stopped; others still work.</summary>
    NothingLeft,
}

/// <summary>Where the time of a run went: seconds of workers, which add up to workers times duration.</summary>
/// <param name="Seconds">By reason, in its order; those that did not occur are left out.</param>
public sealed record Waits(ImmutableSortedDictionary<WaitReason, double> Seconds)
{
    /// <summary>Gets the waits of a run that has not begun.</summary>
    public static Waits None { get; } = new(ImmutableSortedDictionary<WaitReason, double>.Empty);

    /// <summary>Gets the seconds of all workers.</summary>
    public double Total => Seconds.Values.Sum();

    /// <summary>
    /// Gets the shares in percent with one decimal, largest first. They add up to 100.0 exactly: what rounding leaves over goes to those
    /// that lost most by it.
    /// </summary>
    public ImmutableArray<(WaitReason Reason, decimal Percent)> Shares()
    {
        var total = Total;
        if (total <= 0)
        {
            return [];
        }

        var exact = Seconds.Select(s => (s.Key, Tenths: s.Value / total * 1000)).ToList();
        var left = 1000 - (int)exact.Sum(s => Math.Floor(s.Tenths));
        return
        [
            .. exact.OrderByDescending(s => s.Tenths - Math.Floor(s.Tenths)).ThenBy(s => s.Key)
                .Select((s, i) => (s.Key, Percent: ((decimal)Math.Floor(s.Tenths) + (i < left ? 1 : 0)) / 10))
                .Where(s => s.Percent > 0)
                .OrderByDescending(s => s.Percent).ThenBy(s => s.Key),
        ];
    }
}

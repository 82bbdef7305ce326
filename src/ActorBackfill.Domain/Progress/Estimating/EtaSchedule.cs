namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>How long workers take for units when whoever is free takes the next: the makespan of list scheduling.</summary>
internal static class EtaSchedule
{
    /// <summary>Gets the time at which the last worker is free.</summary>
    /// <param name="workers">How many, at least 1.</param>
    /// <param name="busyFor">Seconds for which the first workers are still busy; those beyond the workers are being taken away.</param>
    /// <param name="bulk">Seconds of units before these, spread evenly.</param>
    /// <param name="units">Seconds of each unit, in the order in which they are dealt.</param>
    public static double Makespan(int workers, ReadOnlySpan<double> busyFor, double bulk, ReadOnlySpan<double> units)
    {
        var free = new PriorityQueue<int, double>(workers);
        var latest = 0.0;
        var used = Math.Min(workers, busyFor.Length);
        foreach (var busy in busyFor)
        {
            latest = Math.Max(latest, busy);
        }

        for (var i = 0; i < workers; i++)
        {
            var end = (i < used ? busyFor[i] : 0) + (bulk / workers);
            latest = bulk > 0 ? Math.Max(latest, end) : latest;
            free.Enqueue(i, end);
        }

        foreach (var seconds in units)
        {
            free.TryPeek(out var worker, out var at);
            var end = at + seconds;
            latest = Math.Max(latest, end);
            free.EnqueueDequeue(worker, end);
        }

        return latest;
    }
}

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// How the clocks of a zone go over a range of years: when they are put forward (local times that never are) and back (local times that
/// come twice). Immutable.
/// </summary>
internal sealed class ZoneClock
{
    private static readonly TimeSpan Stride = TimeSpan.FromHours(12);

    private readonly TimeSpan _first;

    /// <summary>Looks for every change of the clocks between two local times.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="from">Local time from which.</param>
    /// <param name="to">Local time until which.</param>
    public ZoneClock(TimeZoneInfo zone, DateTime from, DateTime to)
    {
        var at = Plus(from, TimeSpan.FromDays(-2));
        var end = Plus(to, TimeSpan.FromDays(2));
        var offset = _first = zone.GetUtcOffset(Utc(at));
        var changes = new List<ClockChange>();
        for (var next = Plus(at, Stride); at < end && next > at && zone.Id != TimeZoneInfo.Utc.Id; (at, next) = (next, Plus(next, Stride)))
        {
            if (zone.GetUtcOffset(Utc(next)) is var after && after != offset)
            {
                changes.Add(new ClockChange(ChangeWithin(zone, at, next, offset), offset, after));
                offset = after;
            }
        }

        Changes = changes;
    }

    /// <summary>Gets the changes in their order.</summary>
    public IReadOnlyList<ClockChange> Changes { get; }

    /// <summary>Gets the first instant at which the zone's clocks show a local time or a later one.</summary>
    /// <param name="local">The local time.</param>
    public DateTimeOffset InstantOf(DateTime local)
    {
        var offset = _first;
        foreach (var change in Changes)
        {
            if (local < change.LocalBefore)
            {
                break;
            }

            if (local < change.LocalAfter)
            {
                return At(change.Utc, TimeSpan.Zero);
            }

            offset = change.After;
        }

        return At(local, offset);
    }

    /// <summary>Gets the instant of a local time, or of the start of its repetition, after the clocks were put back.</summary>
    /// <param name="local">The local time.</param>
    /// <param name="change">The change that makes it come twice.</param>
    public static DateTimeOffset SecondInstantOf(DateTime local, ClockChange change) =>
        local <= change.LocalAfter ? At(change.Utc, TimeSpan.Zero) : At(local, change.After);

    private static DateTimeOffset At(DateTime local, TimeSpan offset) => new(Utc(Plus(local, -offset)));

    private static DateTime ChangeWithin(TimeZoneInfo zone, DateTime low, DateTime high, TimeSpan before)
    {
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = new DateTime((low.Ticks + ((high.Ticks - low.Ticks) / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
            (low, high) = zone.GetUtcOffset(Utc(middle)) == before ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static DateTime Utc(DateTime at) => DateTime.SpecifyKind(at, DateTimeKind.Utc);

    // Beyond the calendar's ends there is nothing: its last second stands for what comes after it.
    private static DateTime Plus(DateTime at, TimeSpan span) =>
        new(Math.Clamp(at.Ticks + span.Ticks, 0, DateTime.MaxValue.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond));
}

/// <summary>Clocks are put forward or back.</summary>
/// <param name="Utc">When, in UTC.</param>
/// <param name="Before">The offset until then.</param>
/// <param name="After">The offset from then on.</param>
internal readonly record struct ClockChange(DateTime Utc, TimeSpan Before, TimeSpan After)
{
    /// <summary>Gets what the clocks would show had they not been changed.</summary>
    public DateTime LocalBefore => Utc + Before;

    /// <summary>Gets what they show instead.</summary>
    public DateTime LocalAfter => Utc + After;
}

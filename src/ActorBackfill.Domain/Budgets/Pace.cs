using System.Collections.Immutable;

namespace ActorBackfill.Domain.Budgets;

/// <summary>
/// When turns are due at a rate. Turns lie evenly on a timeline that does not wait for late timers: what is late is caught up with, up to
/// <see cref="LongestLag"/>. Whatever the timeline says, never more than the rate start in any sliding window of a second (of a little more
/// where the rate is not whole: 5 in 2 s for 2.5/s).
/// </summary>
/// <param name="Next">When the next turn is due on the timeline.</param>
/// <param name="Recent">What has started within the window, oldest first; bounded by the granularity.</param>
public sealed record Pace(TimeSpan Next, ImmutableArray<Started> Recent)
{
    /// <summary>How far the timeline may lag behind: how much a late timer can be made up for.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromMilliseconds(250);

    // At high rates what starts at about the same time is one entry: it costs 1/256 of the rate and bounds the list.
    private const int EntriesOfWindow = 256;

    /// <summary>Gets a pace that has not begun.</summary>
    public static Pace Begin { get; } = new(TimeSpan.Zero, []);

    /// <summary>Gets the turns that may start now.</summary>
    /// <param name="rate">Turns a second.</param>
    /// <param name="now">The budget's time.</param>
    /// <param name="waited">How long somebody has waited; nobody makes up for time in which nobody did.</param>
    public int Due(double rate, TimeSpan now, TimeSpan waited)
    {
        var next = Timeline(rate, now, waited);
        if (next > now)
        {
            return 0;
        }

        var onTimeline = Math.Min(1 + (long)((now - next) / Interval(rate)), int.MaxValue);
        return (int)Math.Clamp(onTimeline, 0, Math.Max(0, Most(rate) - Within(rate, now)));
    }

    /// <summary>Gets when the next turn may start, at the earliest.</summary>
    /// <param name="rate">Turns a second.</param>
    /// <param name="now">The budget's time.</param>
    /// <param name="ahead">Turns that are others' before.</param>
    public TimeSpan NextAt(double rate, TimeSpan now, int ahead)
    {
        var (window, over) = (Window(rate), Within(rate, now) + ahead + 1 - Most(rate));
        var room = now;
        foreach (var started in Recent)
        {
            if (over <= 0)
            {
                break;
            }

            if (started.At > now - window)
            {
                over -= started.Count;
                room = started.At + window;
            }
        }

        var due = Timeline(rate, TimeSpan.Zero, TimeSpan.Zero) + (ahead * Interval(rate));
        return due > room ? due : room;
    }

    /// <summary>Notes turns that start now.</summary>
    /// <param name="rate">Turns a second; null when none is set: then what starts is not remembered.</param>
    /// <param name="now">The budget's time.</param>
    /// <param name="waited">As asked of <see cref="Due"/>.</param>
    /// <param name="count">How many.</param>
    public Pace Start(double? rate, TimeSpan now, TimeSpan waited, int count)
    {
        if (rate is not { } perSecond)
        {
            return Recent.IsEmpty ? this : Begin;
        }

        var window = Window(perSecond);
        var grain = window.Ticks / EntriesOfWindow;
        var kept = Recent.IsEmpty || Recent[0].At > now - window ? Recent : [.. Recent.Where(s => s.At > now - window)];
        var recent = kept is [.., { } last] && last.At.Ticks / grain == now.Ticks / grain
            ? kept.SetItem(kept.Length - 1, new Started(now, last.Count + count))
            : kept.Add(new Started(now, count));
        return new Pace(Timeline(perSecond, now, waited) + (count * Interval(perSecond)), recent);
    }

    private static TimeSpan Interval(double rate) => TimeSpan.FromSeconds(1 / rate);

    private static long Most(double rate) => (long)Math.Ceiling(rate);

    private static TimeSpan Window(double rate) => TimeSpan.FromTicks((long)Math.Ceiling(Math.Ceiling(rate) / rate * TimeSpan.TicksPerSecond));

    private long Within(double rate, TimeSpan now)
    {
        var from = now - Window(rate);
        var count = 0L;
        for (var i = Recent.Length - 1; i >= 0 && Recent[i].At > from; i--)
        {
            count += Recent[i].Count;
        }

        return count;
    }

    private TimeSpan Timeline(double rate, TimeSpan now, TimeSpan waited)
    {
        var earliest = now - (waited < LongestLag ? waited : LongestLag);
        // The timeline was laid at the rate of then: a higher one brings the next turn forward.
        var next = Recent is [.., { } last] && last.At + (last.Count * Interval(rate)) is var atThisRate && atThisRate < Next ? atThisRate : Next;
        return next > earliest ? next : earliest;
    }
}

/// <summary>Turns that started.</summary>
/// <param name="At">When the last of them did, on the budget's time.</param>
/// <param name="Count">How many.</param>
public sealed record Started(TimeSpan At, int Count);

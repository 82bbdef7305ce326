using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>Hours that follow each other as their names do: between two changes of the clocks.</summary>
/// <param name="FirstIndex">Place of the first one among all.</param>
/// <param name="First">Its number: steps since 0001-01-01T00, as clocks show them.</param>
/// <param name="Count">How many.</param>
/// <param name="IsSecond">Whether these hours come for the second time.</param>
internal readonly record struct HourSegment(long FirstIndex, long First, long Count, bool IsSecond)
{
    /// <summary>Cuts a range where clocks are changed: hours that never are have no place, hours that come twice have two.</summary>
    /// <param name="step">The step; only hours by themselves come twice, longer ones just take longer.</param>
    /// <param name="clock">The changes.</param>
    /// <param name="first">Number of the first one.</param>
    /// <param name="last">Number of the last one, included.</param>
    public static List<HourSegment> Of(CalendarStep step, ZoneClock clock, long first, long last)
    {
        var segments = new List<HourSegment>();
        var index = 0L;
        var next = first;
        foreach (var change in clock.Changes)
        {
            var (before, after) = (change.LocalBefore.Ticks, change.LocalAfter.Ticks);
            var length = step.Count * TimeSpan.TicksPerHour;
            if (after > before)
            {
                // Whole steps between what the clocks showed and what they show now.
                Add(next, Ceiling(before, length) - 1, false);
                next = Math.Max(next, Math.Max(Ceiling(before, length), after / length));
            }
            else if (step.Count == 1)
            {
                Add(next, Ceiling(before, length) - 1, false);
                next = Math.Max(next, Ceiling(before, length));
                Add(Math.Max(first, after / length), Ceiling(before, length) - 1, true);
            }
        }

        Add(next, last, false);
        return segments;

        void Add(long from, long to, bool isSecond)
        {
            to = Math.Min(to, last);
            if (to >= from)
            {
                segments.Add(new HourSegment(index, from, to - from + 1, isSecond));
                index += to - from + 1;
            }
        }
    }

    private static long Ceiling(long ticks, long length) => (ticks + length - 1) / length;
}

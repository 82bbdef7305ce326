namespace ActorBackfill.Hocon;

/// <summary>Durations: a number and <c>ns us ms s m h d</c> or a long name; a number alone is milliseconds.</summary>
public static class HoconDuration
{
    /// <summary>Reads a duration.</summary>
    /// <param name="text">For example <c>1.5s</c>, <c>10 minutes</c>, <c>250</c>. Units are in lower case.</param>
    /// <param name="value">The duration, cut to whole ticks of 100 ns.</param>
    /// <returns>False for another form, an unknown unit, and what a <see cref="TimeSpan"/> cannot hold.</returns>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        if (!HoconQuantity.TrySplit(text, out var number, out var unit) || TicksOf(unit) is not { } ticks
            || !HoconQuantity.TryScale(number, ticks, out var exact) || exact is < long.MinValue or > long.MaxValue)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)exact);
        return true;
    }

    private static decimal? TicksOf(string unit) => unit switch
    {
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 0.01m,
        "us" or "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => null,
    };
}

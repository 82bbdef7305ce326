using System.Globalization;

namespace ActorBackfill.Host.Consoles;

/// <summary>How numbers, durations and paths are written for people; the same on every machine.</summary>
public static class Wording
{
    /// <summary>Gets a number with thousands separated: <c>1,204</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Gets a number and its noun: <c>1 unit</c>, <c>21 units</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">In the singular.</param>
    public static string Count(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Gets a duration in at most two units: <c>850 ms</c>, <c>6.3 s</c>, <c>2 min 05 s</c>, <c>1 h 40 min</c>, <c>3 d 02 h</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalMilliseconds):0} ms"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s"),
        { TotalHours: < 24 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes:00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours:00} h"),
    };

    /// <summary>Gets an interval of durations, rounded to what it says: <c>1 h 40 min - 2 h 10 min</c>, <c>5 s - 8 s</c>; one duration when both are the same.</summary>
    /// <param name="low">The shorter.</param>
    /// <param name="high">The longer.</param>
    public static string Interval(TimeSpan low, TimeSpan high)
    {
        // Seconds below two minutes, five of them below ten, minutes below ten hours, then ten of them.
        var step = TimeSpan.FromSeconds(high.TotalSeconds switch { < 120 => 1, < 600 => 5, < 36_000 => 60, _ => 600 });
        var (from, to) = (TimeSpan.FromTicks(low.Ticks / step.Ticks * step.Ticks), TimeSpan.FromTicks((high.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks));
        return from == to ? Duration(from) : from == TimeSpan.Zero ? $"up to {Duration(to)}" : $"{Duration(from)} - {Duration(to)}";
    }

    /// <summary>Gets a rate with as many decimals as say something: <c>0.25</c>, <c>3.4</c>, <c>1,204</c>.</summary>
    /// <param name="perSecond">How many a second.</param>
    public static string Rate(double perSecond) => perSecond.ToString(
        perSecond switch { < 1 => "0.00", < 100 => "0.0", _ => "N0" }, CultureInfo.InvariantCulture);

    /// <summary>Gets a share in whole percent, rounded down so that 100 % means all.</summary>
    public static string Percent(long part, long whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 100 : (long)(100.0 * part / whole))} %");

    /// <summary>Gets an instant: <c>2026-01-05 10:00:00 UTC</c>.</summary>
    public static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Gets a path as short as it can be said from a directory.</summary>
    /// <param name="path">Absolute, or relative to the directory.</param>
    /// <param name="directory">Where the person stands.</param>
    public static string FilePath(string path, string directory)
    {
        // A server's address is as short as it gets.
        if (path.Contains("://", StringComparison.Ordinal))
        {
            return path;
        }

        var full = Path.GetFullPath(path, directory);
        var relative = Path.GetRelativePath(directory, full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }
}

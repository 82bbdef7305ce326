using System.Globalization;

namespace ActorBackfill.Dashboard.Web;

/// <summary>How figures are written on pages; the same on every machine, and as the console writes them.</summary>
public static class Figures
{
    /// <summary>Gets a number with thousands separated: <c>1,204</c>.</summary>
    /// <param name="number">The number.</param>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Gets a number and its noun: <c>1 unit</c>, <c>21 units</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">In the singular.</param>
    public static string Count(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Gets a share with one decimal, rounded down so that 100 % means all: <c>99.9 %</c>.</summary>
    /// <param name="percent">0 to 100.</param>
    public static string Percent(double percent) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(percent * 10) / 10:0.#} %");

    /// <summary>Gets a rate with as many decimals as say something: <c>0.25</c>, <c>3.4</c>, <c>1,204</c>.</summary>
    /// <param name="perSecond">How many a second.</param>
    public static string Rate(double perSecond) =>
        perSecond.ToString(perSecond switch { 0 => "0", < 1 => "0.00", < 100 => "0.0", _ => "N0" }, CultureInfo.InvariantCulture);

    /// <summary>Gets a duration in at most two units: <c>850 ms</c>, <c>6 s</c>, <c>2 min 05 s</c>, <c>1 h 40 min</c>, <c>3 d 02 h</c>.</summary>
    /// <param name="seconds">How long.</param>
    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1e9));
        return time switch
        {
            { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
            { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
            { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s"),
            { TotalHours: < 24 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes:00} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours:00} h"),
        };
    }

    /// <summary>Gets how long something takes, at least and at most: <c>1 min 00 s to 2 min 00 s</c>; one duration when both read the same.</summary>
    /// <param name="interval">In seconds.</param>
    public static string Between((double Low, double High) interval) =>
        (Duration(interval.Low), Duration(interval.High)) is var (low, high) && low == high ? low : $"{low} to {high}";

    /// <summary>Gets an instant: <c>2026-01-05 10:00:00 UTC</c>.</summary>
    /// <param name="time">When.</param>
    public static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Gets an amount of memory: <c>812 B</c>, <c>1.5 MiB</c>.</summary>
    /// <param name="bytes">How much.</param>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.#} GiB"),
    };
}

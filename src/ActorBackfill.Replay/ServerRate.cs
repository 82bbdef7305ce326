using System.Globalization;
using ActorBackfill.Hocon;

namespace ActorBackfill.Replay;

/// <summary>How many requests the server takes in any window of time.</summary>
/// <param name="Requests">1 to 100,000.</param>
/// <param name="Window">More than nothing, up to a day.</param>
public readonly record struct ServerRate(int Requests, TimeSpan Window)
{
    /// <summary>Reads <c>20/s</c>, <c>600/min</c>, <c>1000/h</c> or <c>3/10s</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The rate; null when the text is none.</returns>
    public static ServerRate? Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var requests)
            && requests is >= 1 and <= 100_000
            && WindowOf(parts[1]) is { } window ? new ServerRate(requests, window) : null;
    }

    private static TimeSpan? WindowOf(string text)
    {
        var counted = text.Length > 0 && char.IsAsciiDigit(text[0]) ? text : "1" + text;
        var hasUnit = counted.Length > 1 && char.IsAsciiLetter(counted[^1]);
        return hasUnit && HoconDuration.TryParse(counted.Replace("min", "m", StringComparison.Ordinal), out var window)
            && window > TimeSpan.Zero && window <= TimeSpan.FromDays(1) ? window : null;
    }
}

using System.Globalization;

namespace ActorBackfill.Replay;

/// <summary>Durations in fault arguments and on the command line: <c>500ms</c>, <c>2s</c>, <c>1.5m</c>, <c>1h</c>.</summary>
public static class Durations
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">A number from 0 and a unit; at most a day.</param>
    /// <returns>The duration; null when the text is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return number * milliseconds <= TimeSpan.FromDays(1).TotalMilliseconds ? TimeSpan.FromMilliseconds(number * milliseconds) : null;
            }
        }

        return null;
    }
}

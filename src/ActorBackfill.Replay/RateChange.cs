using ActorBackfill.Hocon;

namespace ActorBackfill.Replay;

/// <summary>Another rate from some time on.</summary>
/// <param name="After">How long after the first request; more than nothing, up to a day.</param>
/// <param name="Rate">The rate from then on.</param>
public readonly record struct RateChange(TimeSpan After, ServerRate Rate)
{
    /// <summary>Reads <c>60s=10/s</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The change; null when the text is none.</returns>
    public static RateChange? Parse(string text)
    {
        var parts = text.Split('=');
        return parts.Length == 2
            && parts[0].Any(char.IsAsciiLetter)
            && HoconDuration.TryParse(parts[0], out var after)
            && after > TimeSpan.Zero
            && after <= TimeSpan.FromDays(1)
            && ServerRate.Parse(parts[1]) is { } rate ? new RateChange(after, rate) : null;
    }
}

using System.Globalization;

namespace ActorBackfill.Replay;

/// <summary>How many requests the server takes in any window of time.</summary>
/// <param name="Requests">1 to 100,000.</param>
/// <param name="Window">A second, a minute or an hour.</param>
public readonly record struct ServerRate(int Requests, TimeSpan Window)
{
    /// <summary>Reads <c>20/s</c>, <c>600/m</c> or <c>1000/h</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The rate; null when the text is none.</returns>
    public static ServerRate? Parse(string text)
    {
        TimeSpan? window = text.Length < 3 ? null : text[^2..] switch
        {
            "/s" => TimeSpan.FromSeconds(1),
            "/m" => TimeSpan.FromMinutes(1),
            "/h" => TimeSpan.FromHours(1),
            _ => null,
        };
        return window is { } known
            && int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var requests)
            && requests is >= 1 and <= 100_000 ? new ServerRate(requests, known) : null;
    }
}

using System.Globalization;

namespace ActorBackfill.Replay.Faults;

/// <summary>How often a fault strikes.</summary>
public abstract record FaultRate
{
    /// <summary>Reads <c>0.1</c>, <c>first-2</c> or <c>every-10</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The rate; null when the text is none.</returns>
    public static FaultRate? Parse(string text)
    {
        if (Number(text, "first-") is { } first)
        {
            return new First(first);
        }

        if (Number(text, "every-") is { } every)
        {
            return new Every(every);
        }

        var isShare = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1;
        return isShare ? new Share(share) : null;
    }

    private static int? Number(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0 ? number : null;

    /// <summary>
    /// A share of the requests, drawn from seed, rule, target and attempt alone: the same requests fail in every run,
    /// in whatever order they come, and a retry draws again.
    /// </summary>
    /// <param name="Value">From 0 (never) to 1 (always).</param>
    public sealed record Share(double Value) : FaultRate;

    /// <summary>The first attempts of every target (path and query), and no later one.</summary>
    /// <param name="Attempts">How many; at least 1.</param>
    public sealed record First(int Attempts) : FaultRate;

    /// <summary>Every n-th of the requests that the rule looks at, counted as they come.</summary>
    /// <param name="Requests">The n; at least 1.</param>
    public sealed record Every(int Requests) : FaultRate;
}

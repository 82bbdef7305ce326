using System.CommandLine.Parsing;
using System.Globalization;

namespace ActorBackfill.Host.Status;

/// <summary>An instant as a person writes it: <c>2024-02-29T06:00Z</c>, a day, or <c>2h ago</c>.</summary>
internal static class InstantFlag
{
    private const string Ago = " ago";

    // More of any unit lies before all journals.
    private const int Most = 100_000;

    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Makes the parser of a flag.</summary>
    /// <param name="time">The clock that <c>ago</c> goes by.</param>
    public static Func<ArgumentResult, DateTimeOffset?> Parser(TimeProvider time) => result =>
    {
        var text = result.Tokens[0].Value;
        if (Of(text, time.GetUtcNow()) is { } instant)
        {
            return instant;
        }

        result.AddError($"{result.Argument.Name} {text} is not a time, such as 2024-02-29T06:00Z, 2024-02-29 (its first instant, UTC) or '2h ago'");
        return null;
    };

    /// <summary>Gets the instant of a text; null when it is none. Without a zone it is UTC.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">The time of now.</param>
    public static DateTimeOffset? Of(string text, DateTimeOffset now)
    {
        if (text.EndsWith(Ago, StringComparison.Ordinal))
        {
            return Past(text[..^Ago.Length]) is { } past && past <= now - DateTimeOffset.UnixEpoch ? now - past : null;
        }

        return DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUniversalTime() : null;
    }

    private static TimeSpan? Past(string text)
    {
        var digits = text.TrimEnd("abcdefghijklmnopqrstuvwxyz ".ToCharArray());
        double seconds = text[digits.Length..].Trim() switch { "s" => 1, "m" or "min" => 60, "h" => 3600, "d" => 86_400, "w" => 604_800, _ => 0 };
        return seconds > 0 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? TimeSpan.FromSeconds(number * seconds) : null;
    }
}

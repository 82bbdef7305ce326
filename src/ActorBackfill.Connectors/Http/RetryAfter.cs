using System.Globalization;
using System.Net.Http.Headers;

namespace ActorBackfill.Connectors.Http;

/// <summary>Reads Retry-After from its raw text: the framework drops fractions and large numbers.</summary>
internal static class RetryAfter
{
    /// <summary>The longest wait that is believed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Gets the wait of a response; null when it names none, or a date that is over.</summary>
    /// <param name="response">The response.</param>
    /// <param name="now">The time, where the response does not say its own.</param>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values)
            ? Parse(values.FirstOrDefault() ?? "", response.Headers.Date ?? now)
            : null;

    /// <summary>Gets the wait a text names: seconds, whole or not, or an HTTP date; 0 to <see cref="Longest"/>.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="now">The time a date is measured from: the server's own, so that clocks need not agree.</param>
    public static TimeSpan? Parse(string text, DateTimeOffset now)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && !double.IsNaN(seconds))
        {
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
        }

        if (!RetryConditionHeaderValue.TryParse(text, out var parsed) || parsed.Date is not { } date || date <= now)
        {
            return null;
        }

        return date - now < Longest ? date - now : Longest;
    }
}

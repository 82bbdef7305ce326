using System.Globalization;
using System.Net;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http;

/// <summary>What a status other than success means.</summary>
internal static class StatusFailure
{
    /// <summary>Gets the failure, or null for a success.</summary>
    /// <param name="status">The status; redirects have been followed.</param>
    /// <param name="at">The address.</param>
    /// <param name="wait">What Retry-After says, or null.</param>
    public static BackfillException? Of(int status, Uri at, TimeSpan? wait)
    {
        if (status is >= 200 and < 300 and not 206)
        {
            return null;
        }

        var name = Enum.IsDefined((HttpStatusCode)status) ? " " + (HttpStatusCode)status : "";
        var waits = wait is { } delay ? string.Create(CultureInfo.InvariantCulture, $", Retry-After {delay.TotalSeconds:0.###} s") : "";
        var category = CategoryOf(status, wait);
        return new BackfillException(category, string.Create(CultureInfo.InvariantCulture, $"{RequestAddress.Place(at)} answered {status}{name}{waits}"))
        {
            // Asking again for the same with the same does not change a verdict on the request itself.
            CanRetry = category.CanRetry() && category != FailureCategory.UnexpectedContent,
            RetryAfter = wait,
        };
    }

    private static FailureCategory CategoryOf(int status, TimeSpan? wait) => status switch
    {
        206 => FailureCategory.Truncated,
        401 or 403 => FailureCategory.Auth,
        404 or 410 => FailureCategory.NotFound,
        408 or 425 => FailureCategory.Transient,
        429 => FailureCategory.RateLimited,
        503 when wait is not null => FailureCategory.RateLimited,
        >= 500 => FailureCategory.Transient,
        _ => FailureCategory.UnexpectedContent,
    };
}

using System.Globalization;
using System.Net;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http;

/// <summary>What a status other than success means.</summary>
internal static class StatusFailure
{
    /// <summary>Gets whether a status is a success with all of its body.</summary>
    /// <param name="status">The status.</param>
    public static bool IsSuccess(int status) => status is >= 200 and < 300 and not 206;

    /// <summary>Gets the failure of a status that is no success.</summary>
    /// <param name="status">The status; redirects have been followed.</param>
    /// <param name="at">The address.</param>
    /// <param name="wait">What Retry-After says, or null.</param>
    /// <param name="page">The beginning of the body, which says what is wrong with a request.</param>
    public static BackfillException Of(int status, Uri at, TimeSpan? wait, string page)
    {
        var name = Enum.IsDefined((HttpStatusCode)status) ? " " + (HttpStatusCode)status : "";
        var waits = wait is { } delay ? string.Create(CultureInfo.InvariantCulture, $", Retry-After {delay.TotalSeconds:0.###} s") : "";
        var category = CategoryOf(status, wait);
        var says = category is FailureCategory.Auth or FailureCategory.UnexpectedContent && BodyText.Plain(page) is { Length: > 0 } text ? $": {text}" : "";
        return new BackfillException(category, string.Create(CultureInfo.InvariantCulture, $"{RequestAddress.Place(at)} answered {status}{name}{waits}{says}"))
        {
            // Asking again for the same with the same does not change a verdict on the request itself.
            CanRetry = category.CanRetry() && category != FailureCategory.UnexpectedContent,
            RetryAfter = wait,
        };
    }

    private static FailureCategory CategoryOf(int status, TimeSpan? wait) => status switch
    {
        206 => FailureCategory.Truncated,
        401 or 403 or 407 => FailureCategory.Auth,
        404 or 410 => FailureCategory.NotFound,
        408 or 425 => FailureCategory.Transient,
        429 => FailureCategory.RateLimited,
        503 when wait is not null => FailureCategory.RateLimited,
        >= 500 => FailureCategory.Transient,
        _ => FailureCategory.UnexpectedContent,
    };
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Web;

/// <summary>
/// Stands between the routing and the routes: on loopback everybody may read, elsewhere only who has signed in; to change something takes a
/// session with the header of its pages, or the token of programs, and a dashboard that takes commands.
/// </summary>
/// <param name="settings">Who may do what.</param>
internal sealed class AccessGuard(DashboardSettings settings)
{
    /// <summary>The header that a session's pages send when they change something.</summary>
    public const string TokenHeader = "X-Backfill-Token";

    /// <summary>Lets a request through, or answers it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="next">The route.</param>
    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        var reader = Reader.Of(http, settings);
        http.Features.Set(reader);
        return Refuse(http, reader) is var (status, detail) ? SmallAnswer.WriteAsync(http, status, detail) : next(http);
    }

    private (int Status, string Detail)? Refuse(HttpContext http, Reader? reader)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!settings.IsLocal && reader is null && !(isRead && http.Request.Path == LoginRoutes.Path))
        {
            return (StatusCodes.Status401Unauthorized, "Sign in first: with the one-time address that the command printed.");
        }

        // A path or method that no route has changes nothing: it is answered with 404 or 405.
        if (isRead || http.GetEndpoint() is not RouteEndpoint route)
        {
            return null;
        }

        if (!settings.AllowsControl && route.Metadata.GetMetadata<ForReaders>() is null)
        {
            return (StatusCodes.Status403Forbidden, "This dashboard is read-only: start it with --allow-control.");
        }

        if (reader is null)
        {
            return (StatusCodes.Status401Unauthorized, "Sign in first: with the one-time address that the command printed.");
        }

        return reader.Session is { } session && !settings.Keys.IsPageToken(session, http.Request.Headers[TokenHeader].ToString())
            ? (StatusCodes.Status403Forbidden, $"The header {TokenHeader} is not that of this session's pages; load the page again.")
            : null;
    }
}

/// <summary>Marks a route that changes nothing but the reader's own session: it is there on read-only dashboards too.</summary>
internal sealed class ForReaders;

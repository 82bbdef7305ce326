using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Dashboard.Web;

/// <summary>Who asks: a browser that has signed in, or a program with the token. A feature of the request; not there for others.</summary>
/// <param name="Session">The session's secret; null for a program.</param>
/// <param name="PageToken">What its pages carry when they change something, if only that the session ends; null for a program.</param>
public sealed record Reader(string? Session, string? PageToken)
{
    private const string Scheme = "Bearer ";

    /// <summary>Gets the name of the cookie. Cookies know no ports: two dashboards on one machine would sign each other out.</summary>
    /// <param name="http">The request.</param>
    public static string CookieName(HttpContext http) => $"backfill-{http.Request.Host.Port ?? (http.Request.IsHttps ? 443 : 80)}";

    /// <summary>Finds out who asks.</summary>
    /// <param name="http">The request.</param>
    /// <param name="settings">Who may do what.</param>
    /// <returns>Null when that is nobody we know.</returns>
    public static Reader? Of(HttpContext http, DashboardSettings settings)
    {
        var keys = settings.Keys;
        var authorization = http.Request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return keys.IsToken(authorization[Scheme.Length..].Trim()) ? new Reader(null, null) : null;
        }

        return http.Request.Cookies[CookieName(http)] is { Length: > 0 } session && keys.IsSession(session)
            ? new Reader(session, keys.PageToken(session))
            : null;
    }
}

using ActorBackfill.Dashboard.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Web;

/// <summary>How browsers sign in and out: a one-time address becomes a cookie, and the address is gone from the history.</summary>
public static class LoginRoutes
{
    /// <summary>The path of the one-time address.</summary>
    public const string Path = "/login";

    /// <summary>Gets the rest of a one-time address.</summary>
    /// <param name="code">The code, see <see cref="AccessKeys.NewCode"/>.</param>
    public static string PathWith(string code) => $"{Path}?once={code}";

    /// <summary>Adds the routes.</summary>
    internal static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, SignInAsync);
        routes.MapPost(Path + "/links", LinkAsync).WithMetadata(new ForReaders());
        routes.MapPost("/logout", SignOutAsync).WithMetadata(new ForReaders());
    }

    private static async Task SignInAsync(HttpContext http, DashboardSettings settings)
    {
        if (settings.Keys.Redeem(http.Request.Query["once"].ToString()) is not { } session)
        {
            await SmallAnswer.WriteAsync(http, StatusCodes.Status401Unauthorized, "This address has been used, or is of another process: ask the token for a new one, or start the command again.");
            return;
        }

        http.Response.Cookies.Append(Reader.CookieName(http), session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        });
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = "/";
    }

    private static Task LinkAsync(HttpContext http, DashboardSettings settings) => settings.Keys.NewCode() is { } code
        ? CommandRoutes.WriteAsync(http, StatusCodes.Status200OK, ok: true, $"{http.Request.Scheme}://{http.Request.Host}{PathWith(code)}")
        : CommandRoutes.WriteAsync(http, StatusCodes.Status429TooManyRequests, ok: false, "There are too many addresses that nobody has used.");

    private static Task SignOutAsync(HttpContext http, DashboardSettings settings)
    {
        if (http.Features.Get<Reader>()?.Session is { } session)
        {
            settings.Keys.End(session);
            http.Response.Cookies.Delete(Reader.CookieName(http));
        }

        return CommandRoutes.WriteAsync(http, StatusCodes.Status200OK, ok: true, "Signed out.");
    }
}

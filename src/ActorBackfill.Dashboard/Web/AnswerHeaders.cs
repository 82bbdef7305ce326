using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Dashboard.Web;

/// <summary>What every answer carries, pages, data and errors alike.</summary>
public static class AnswerHeaders
{
    /// <summary>What pages may load: what comes from this server, and nothing written into the page itself.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Adds the headers. A route may add others; it takes none of these away.</summary>
    /// <param name="response">The answer.</param>
    public static void Add(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // What a unit brought is nobody's to keep; assets say otherwise.
        headers.CacheControl = "no-store";
    }
}

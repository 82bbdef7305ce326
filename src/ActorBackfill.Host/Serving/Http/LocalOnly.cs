using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>
/// Keeps pages of other sites out. The server listens on loopback, but a browser on this machine can be led to it: by a name that suddenly
/// means 127.0.0.1, or by a form or script of another site.
/// </summary>
internal static class LocalOnly
{
    /// <summary>Gets why a request is refused; null when it is not.</summary>
    /// <param name="request">The request.</param>
    /// <param name="port">The port that is listened at.</param>
    public static Problem? Refuse(HttpRequest request, int port)
    {
        if (!IsOwn(request.Host, port))
        {
            return new Problem(StatusCodes.Status421MisdirectedRequest, $"The Host header '{request.Host}' is not this server's: use 127.0.0.1:{port} or localhost:{port}.");
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return null;
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme == "http" && IsOwn(new HostString(from.Authority), port)))
        {
            return new Problem(StatusCodes.Status403Forbidden, $"Requests of pages from {origin} are refused.");
        }

        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            return new Problem(StatusCodes.Status403Forbidden, "Requests of pages from another site are refused.");
        }

        return request.ContentLength is null or 0 || request.HasJsonContentType() ? null
            : new Problem(StatusCodes.Status415UnsupportedMediaType, "The body has to be application/json.");
    }

    private static bool IsOwn(HostString host, int port) =>
        host.Host is "127.0.0.1" or "localhost" or "[::1]" && (host.Port ?? 80) == port;
}

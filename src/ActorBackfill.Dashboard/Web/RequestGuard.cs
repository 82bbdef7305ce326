using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBackfill.Dashboard.Web;

/// <summary>Stands before every route of a server: who may come in, what every answer carries, and what is said when a request fails.</summary>
public static partial class RequestGuard
{
    /// <summary>Handles a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="next">The routes.</param>
    /// <param name="own">The server's names.</param>
    /// <param name="write">Writes an answer that is only a status and a sentence.</param>
    public static async Task HandleAsync(HttpContext http, RequestDelegate next, HostNames own, Func<HttpContext, int, string, Task> write)
    {
        AnswerHeaders.Add(http.Response);
        if (Refuse(http.Request, own) is { } refusal)
        {
            await write(http, refusal.Status, refusal.Detail);
            return;
        }

        try
        {
            await next(http);
        }
        catch (BadHttpRequestException e)
        {
            await write(http, e.StatusCode, e.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
#pragma warning disable CA1031 // The last place before Kestrel: whoever asked gets an answer, and the log the exception.
        catch (Exception e) when (!http.Response.HasStarted)
#pragma warning restore CA1031
        {
            Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestGuard)), e, http.Request.Method, http.Request.Path);
            await write(http, StatusCodes.Status500InternalServerError, "The request could not be met; the server's log says why.");
        }

        if (http.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null })
        {
            await write(http, http.Response.StatusCode, Text(http));
        }
    }

    private static (int Status, string Detail)? Refuse(HttpRequest request, HostNames own)
    {
        if (!own.Has(request.Host))
        {
            return (StatusCodes.Status400BadRequest, $"The Host header is not this server's: use {own}.");
        }

        var isForeign = request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            // A link leads here; a picture or a script of another site would only make the server work.
            return isForeign && request.Headers["Sec-Fetch-Mode"].ToString() is not "navigate"
                ? (StatusCodes.Status403Forbidden, "Requests of pages from another site are refused.")
                : null;
        }

        if (request.Headers.Origin.ToString() is { Length: > 0 } origin && !own.IsOrigin(origin))
        {
            return (StatusCodes.Status403Forbidden, "Requests of pages from another site are refused.");
        }

        if (isForeign)
        {
            return (StatusCodes.Status403Forbidden, "Requests of pages from another site are refused.");
        }

        return request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true || request.HasJsonContentType() ? null
            : (StatusCodes.Status415UnsupportedMediaType, "The body has to be application/json.");
    }

    private static string Text(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This method is not possible here.",
        _ => "The request cannot be met.",
    };

    [LoggerMessage(7001, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void Failed(ILogger log, Exception error, string method, PathString path);
}

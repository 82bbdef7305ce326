using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ActorBackfill.Dashboard.Web;

/// <summary>An answer that is only a status and a sentence: a small page for browsers, <c>application/problem+json</c> (RFC 9457) for all others.</summary>
public static class SmallAnswer
{
    /// <summary>Writes it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">One sentence, of ours.</param>
    public static async Task WriteAsync(HttpContext http, int status, string detail)
    {
        http.Response.StatusCode = status;
        var title = ReasonPhrases.GetReasonPhrase(status);
        if (IsBrowser(http.Request))
        {
            await PageAnswer.WriteAsync<SmallPage>(http, new PageFrame { Title = title }, detail);
            return;
        }

        http.Response.ContentType = "application/problem+json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }

    private static bool IsBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

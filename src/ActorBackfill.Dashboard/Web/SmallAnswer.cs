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
        if (IsBrowser(http.Request))
        {
            http.Response.StatusCode = status;
            await PageAnswer.WriteAsync<SmallPage>(http, new PageFrame { Title = ReasonPhrases.GetReasonPhrase(status) }, detail);
            return;
        }

        await WriteProblemAsync(http, status, detail);
    }

    /// <summary>Writes it for programs.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">One sentence.</param>
    /// <param name="trouble">What is wrong in particular; null when the sentence says it.</param>
    internal static async Task WriteProblemAsync(HttpContext http, int status, string detail, JobTrouble? trouble = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        if (trouble is { Details.IsEmpty: false })
        {
            json.WriteStartArray("errors");
            foreach (var error in trouble.Details)
            {
                json.WriteStringValue(error);
            }

            json.WriteEndArray();
        }

        if (trouble?.Help is { } help)
        {
            json.WriteString("help", help);
        }

        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }

    /// <summary>Gets whether a person is to read the answer.</summary>
    /// <param name="request">The request.</param>
    internal static bool IsBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

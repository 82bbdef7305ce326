using System.Collections.Immutable;
using ActorBackfill.Host.Consoles;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>What an answer says when a request cannot be met: <c>application/problem+json</c>, RFC 9457.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, one sentence.</param>
internal sealed record Problem(int Status, string Detail)
{
    /// <summary>Gets what is wrong field by field; empty when the whole request is.</summary>
    public ImmutableArray<(string Field, string Message)> Errors { get; init; } = [];

    /// <summary>Gets a short name of the kind; the status's own by default.</summary>
    public string? Title { get; init; }

    /// <summary>Writes the answer.</summary>
    /// <param name="http">The request.</param>
    public Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        return JsonAnswer.WriteAsync(http, "application/problem+json", JsonText.Document(json =>
        {
            json.WriteString("type", "about:blank");
            json.WriteString("title", Title ?? ReasonPhrases.GetReasonPhrase(Status));
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            if (Errors.IsEmpty)
            {
                return;
            }

            json.WriteStartObject("errors");
            foreach (var field in Errors.GroupBy(e => e.Field, e => e.Message))
            {
                json.WriteTexts(field.Key, field);
            }

            json.WriteEndObject();
        }));
    }
}

using System.Text.Json;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Commands;

/// <summary><c>POST /jobs/{job}/commands/{verb}</c>: the one way in which pages change something.</summary>
public static class CommandRoutes
{
    // The deepest body is a list in an object.
    private const int MostDepth = 8;

    /// <summary>Adds the route.</summary>
    public static void MapCommands(this IEndpointRouteBuilder routes) => routes.MapPost("/jobs/{job}/commands/{verb}", SendAsync);

    /// <summary>Answers a command: <c>{ ok, text }</c>.</summary>
    internal static async Task WriteAsync(HttpContext http, int status, bool ok, string text, JsonElement? result = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteBoolean("ok", ok);
        json.WriteString("text", text);
        if (result is { } told)
        {
            json.WritePropertyName("result");
            told.WriteTo(json);
        }

        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }

    private static async Task SendAsync(HttpContext http, string job, string verb)
    {
        if (http.RequestServices.GetServices<ICommandJobs>().FirstOrDefault(c => c.Verb == verb) is not { } commands)
        {
            await SmallAnswer.WriteAsync(http, StatusCodes.Status404NotFound, "There is no such command.");
            return;
        }

        if (await BodyAsync(http) is not { ValueKind: JsonValueKind.Object } body)
        {
            await SmallAnswer.WriteAsync(http, StatusCodes.Status400BadRequest, "The body has to be a JSON object.");
            return;
        }

        var via = $"dashboard from {http.Connection.RemoteIpAddress}";
        var answer = await commands.CommandAsync(new JobCommand(job, body, via), http.RequestAborted);
        await WriteAsync(http, StatusOf(answer.Outcome), answer.Outcome == CommandOutcome.Done, answer.Text, answer.Result);
    }

    private static async Task<JsonElement?> BodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength is 0 || (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count == 0))
        {
            return JsonElement.Parse("{}");
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = MostDepth }, http.RequestAborted);
            return body.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int StatusOf(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Done => StatusCodes.Status200OK,
        CommandOutcome.Invalid => StatusCodes.Status400BadRequest,
        CommandOutcome.NoSuchJob => StatusCodes.Status404NotFound,
        CommandOutcome.Refused => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status504GatewayTimeout,
    };
}

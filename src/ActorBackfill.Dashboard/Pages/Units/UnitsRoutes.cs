using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Units;

/// <summary><c>/jobs/{job}/units</c> and <c>/jobs/{job}/retry-preview</c>.</summary>
public static class UnitsRoutes
{
    // A file is longer than a page.
    private const int MaxLines = 10_000;

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where.</param>
    public static void MapUnits(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{job}/units", ShowAsync);
        routes.MapGet("/jobs/{job}/retry-preview", PreviewAsync);
    }

    private static async Task ShowAsync(HttpContext http, string job, IShowUnits units, IRetryUnits retry)
    {
        if (http.Request.Query["format"].ToString() is "csv" or "json")
        {
            await WriteAsync(http, job, units, http.Request.Query["format"]!);
            return;
        }

        var question = Question(http.Request.Query, UnitsQuestion.MaxLimit, UnitsQuestion.DefaultLimit);
        if (await units.UnitsAsync(job, question, http.RequestAborted) is not { } view)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (http.Request.Query.ContainsKey("retry") && view.Error is null)
        {
            view = view with { Retry = await retry.PreviewAsync(job, Request(http.Request.Query), http.RequestAborted) };
        }

        await PageAnswer.WriteAsync<UnitsPage>(
            http, new PageFrame { Title = $"Units of {view.Job}", Job = view.Job, Percent = view.All.Percent, Sequence = view.Sequence }, view);
    }

    private static async Task WriteAsync(HttpContext http, string job, IShowUnits units, string format)
    {
        if (await units.TextAsync(job, Question(http.Request.Query, MaxLines, MaxLines), format, http.RequestAborted) is not { } text)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = text.IsError ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        http.Response.ContentType = text.IsError ? "text/plain; charset=utf-8" : format == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        if (!text.IsError)
        {
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"units.{format}\"";
        }

        await http.Response.WriteAsync(text.Text, http.RequestAborted);
    }

    private static async Task PreviewAsync(HttpContext http, string job, IRetryUnits retry)
    {
        if (await retry.PreviewAsync(job, Request(http.Request.Query), http.RequestAborted) is not { } preview)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = preview.Error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        await http.Response.WriteAsJsonAsync(
            new
            {
                v = 1,
                count = preview.Count,
                first = preview.First,
                states = preview.ByState.ToDictionary(s => s.Key, s => s.Value),
                leftInQuarantine = preview.LeftInQuarantine,
                openAlready = preview.OpenAlready,
                hints = preview.Hints,
                error = preview.Error,
            },
            http.RequestAborted);
    }

    private static UnitsQuestion Question(IQueryCollection query, int maxLimit, int defaultLimit) => new()
    {
        Filter = query["filter"].ToString(),
        States = States(query),
        Group = Number(query["group"]),
        After = query["after"].ToString() is { Length: > 0 } after ? after : null,
        Limit = (int)Math.Clamp(Number(query["limit"]) ?? defaultLimit, 1, maxLimit),
    };

    private static RetryRequest Request(IQueryCollection query) => new()
    {
        Filter = query["filter"].ToString(),
        States = States(query),
        Group = Number(query["group"]),
        Units = [.. query["unit"].Where(u => !string.IsNullOrEmpty(u)).Select(u => u!)],
    };

    private static ImmutableArray<string> States(IQueryCollection query) =>
        [.. query["state"].SelectMany(s => (s ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>What watches the server: whether it lives, whether it can take jobs, what it measures.</summary>
/// <param name="manager">The manager, or why there is none.</param>
/// <param name="journal">Where the manager's journal is.</param>
/// <param name="meter">Measures the runs.</param>
internal sealed class OperatorEndpoints(ServedManager manager, string journal, BackfillMeter meter)
{
    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Nothing else is looked at: a process that is killed because a disk is full helps nobody.
        routes.MapGet("/healthz/live", http => AnswerAsync(http, "live", null));
        routes.MapGet("/healthz/ready", async http => await AnswerAsync(http, "ready", await WhyNotAsync(http)));
        routes.MapGet("/metrics", http => JsonAnswer.WriteAsync(http, PrometheusText.ContentType, PrometheusText.Of(meter.Meter, meter.Totals).TrimEnd('\n')));
    }

    private async Task<string?> WhyNotAsync(HttpContext http) =>
        await manager.WhyNotReadyAsync(http.RequestAborted)
        ?? (JournalFile.WriteProblem(journal) is { } why ? $"The journal {journal} cannot be written: {why}." : null);

    private static Task AnswerAsync(HttpContext http, string status, string? problem) => problem is null
        ? JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => json.WriteString("status", status))
        : new Problem(StatusCodes.Status503ServiceUnavailable, problem) { Title = "not ready" }.WriteAsync(http);
}

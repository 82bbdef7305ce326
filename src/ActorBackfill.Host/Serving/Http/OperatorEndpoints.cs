using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Metrics;
using ActorBackfill.Host.Serving.Http.Describing;
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
        routes.MapGet("/healthz/live", (Delegate)LiveAsync)
            .Describe("isAlive", "Whether the process serves.").Produces<HealthShape>();
        routes.MapGet("/healthz/ready", (Delegate)ReadyAsync)
            .Describe("isReady", "Whether jobs are taken.", 503).Produces<HealthShape>();
        routes.MapGet("/metrics", (Delegate)MetricsAsync)
            .Describe("showMetrics", "What is measured, in Prometheus' text format.").Produces<string>(200, "text/plain");
    }

    // Nothing else is looked at: a process that is killed because a disk is full helps nobody.
    private static Task LiveAsync(HttpContext http) => AnswerAsync(http, "live", null);

    private async Task ReadyAsync(HttpContext http) => await AnswerAsync(http, "ready", await WhyNotAsync(http));

    private Task MetricsAsync(HttpContext http) =>
        JsonAnswer.WriteAsync(http, PrometheusText.ContentType, PrometheusText.Of(meter.Meter, meter.Totals).TrimEnd('\n'));

    private async Task<string?> WhyNotAsync(HttpContext http) =>
        await manager.WhyNotReadyAsync(http.RequestAborted)
        ?? (JournalFile.WriteProblem(journal) is { } why ? $"The journal {journal} cannot be written: {why}." : null);

    private static Task AnswerAsync(HttpContext http, string status, string? problem) => problem is null
        ? JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => json.WriteString("status", status))
        : new Problem(StatusCodes.Status503ServiceUnavailable, problem) { Title = "not ready" }.WriteAsync(http);
}

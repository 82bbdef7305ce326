using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Answers in the place of a job manager that could not be made: says so, and how to collect without one.</summary>
internal static class NoManager
{
    /// <summary>What people are told.</summary>
    public const string Text = "Batch processing not available";

    /// <summary>Adds a route that answers everything below <c>/api/v1</c>.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="reason">Why there is no manager.</param>
    public static void Map(IEndpointRouteBuilder routes, string reason) =>
        routes.Map("/api/v1/{**rest}", http => Problem(reason).WriteAsync(http));

    private static Problem Problem(string reason) =>
        new(StatusCodes.Status503ServiceUnavailable, $"{reason} Collect without it: backfill run JOB with a list of identifiers.") { Title = Text };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace ActorBackfill.Host.Serving.Http.Describing;

/// <summary>Says of a route what the API's document has about it.</summary>
internal static class RouteDescriptions
{
    private const string ProblemType = "application/problem+json";

    /// <summary>Describes a route, and what every route may answer.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">Its name for programs: <c>pauseJob</c>.</param>
    /// <param name="summary">What it does, one sentence.</param>
    /// <param name="problems">The statuses with which it refuses, beside those of every route.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary, params int[] problems)
    {
        int[] always = [StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status500InternalServerError];
        foreach (var status in always.Concat(problems).Order())
        {
            route.Produces<ProblemShape>(status, ProblemType);
        }

        return route.WithGroupName(ApiDocument.Name).WithTags("jobs").WithName(name).WithSummary(summary);
    }

    /// <summary>Describes the body that a route takes, and how it refuses another.</summary>
    /// <param name="route">The route.</param>
    /// <param name="isOptional">Whether there may be none.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, bool isOptional = false)
        where T : notnull => route
        .Accepts<T>(isOptional, "application/json")
        .Produces<ProblemShape>(StatusCodes.Status413PayloadTooLarge, ProblemType)
        .Produces<ProblemShape>(StatusCodes.Status415UnsupportedMediaType, ProblemType);

    /// <summary>Describes a part of the query.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">The name.</param>
    /// <param name="text">What it does, with default and bounds.</param>
    /// <param name="isText">Whether it is a text; otherwise a whole number.</param>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder route, string name, string text, bool isText = false) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = text,
                Schema = new OpenApiSchema { Type = isText ? JsonSchemaType.String : JsonSchemaType.Integer },
            });
            return Task.CompletedTask;
        });

    /// <summary>Describes which part of a list is asked for.</summary>
    public static RouteHandlerBuilder Paged(this RouteHandlerBuilder route) =>
        route.Query("offset", "How many are passed over; 0 by default").Query("limit", "How many at most; 1 to 1,000, 100 by default");
}

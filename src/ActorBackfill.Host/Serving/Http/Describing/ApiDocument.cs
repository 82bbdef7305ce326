using System.Text.Json;
using System.Text.Json.Serialization;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace ActorBackfill.Host.Serving.Http.Describing;

/// <summary>The description of the API, <c>/openapi/v1.json</c>: made from the routes, so that none is left out.</summary>
internal static class ApiDocument
{
    /// <summary>The name that described routes are in.</summary>
    public const string Name = "v1";

    private const string About =
        "Submit jobs and follow them. Whatever is refused is application/problem+json. docs/operating.md says more.";

    /// <summary>Adds what makes the document.</summary>
    public static void AddTo(IServiceCollection services) => services
        .ConfigureHttpJsonOptions(json => Write(json.SerializerOptions))
        .AddOpenApi(Name, options =>
        {
            options.ShouldInclude = route => route.GroupName == Name;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "backfill serve", Version = Name, Description = About };
                // The same whatever the port.
                document.Servers = [];
                return Task.CompletedTask;
            });
        });

    /// <summary>Adds its route.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi($"/openapi/{Name}.json");

    // As the answers are written.
    private static void Write(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter<JobStatus>(JsonNamingPolicy.SnakeCaseLower));
        json.Converters.Add(new JsonStringEnumConverter<SourceState>(JsonNamingPolicy.SnakeCaseLower));
        json.Converters.Add(new JsonStringEnumConverter<ItemState>(JsonNamingPolicy.SnakeCaseLower));
        json.Converters.Add(new JsonStringEnumConverter<JobType>(JsonNamingPolicy.SnakeCaseUpper));
        json.Converters.Add(new JsonStringEnumConverter<ProcessingMode>(JsonNamingPolicy.SnakeCaseUpper));
        json.Converters.Add(new JsonStringEnumConverter<JobPriority>(JsonNamingPolicy.SnakeCaseUpper));
    }
}

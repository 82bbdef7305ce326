using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Serving.Http.Describing;
using ActorBackfill.Host.Serving.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>The commands to one submitted job, <c>POST /api/v1/jobs/{id}/pause</c>. Each is journaled with who gave it before it is answered for.</summary>
/// <param name="manager">Asks the manager.</param>
internal sealed class ChangeEndpoints(ManagerDesk manager)
{
    private static readonly string WorkersForm = FormattableString.Invariant($"a whole number from 1 to {JobFileContext.MaxWorkers}, or \"default\"");

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        Add(routes, "pause", "Lets no request of a job begin any more.", (_, _) => new PauseJob()).Takes<EmptyShape>(isOptional: true);
        Add(routes, "unpause", "Lets a job go on.", (_, _) => new UnpauseJob()).Takes<EmptyShape>(isOptional: true);
        Add(routes, "resume", "Lets a stopped or failed job go on with what it has left.", (_, _) => new ResumeJob()).Takes<EmptyShape>(isOptional: true);
        Add(routes, "cancel", "Ends a job for good; what it has collected stays.", (_, _) => new CancelJob()).Takes<EmptyShape>(isOptional: true).Produces<JobShape>(202);
        Add(routes, "stop", "Ends a job, which keeps what is open.", (body, name) => new StopJob(body.Switch(name)), "now").Takes<StopShape>(isOptional: true).Produces<JobShape>(202);
        Add(routes, "scale", "Changes its units at a time.", (body, name) => body.Form(name, WorkersForm, Workers), "workers").Takes<ScaleShape>();
        Add(routes, "rate", "Changes the rate of its requests.", (body, name) => body.Form(name, "\"20/s\", \"600/min\" or \"default\"", Rate), "rate").Takes<RateShape>();
    }

    /// <summary>Gets who asks, for the journal: <c>ann (api from 127.0.0.1)</c>.</summary>
    public static string Who(HttpContext http) => Who(Via(http));

    /// <summary>Gets who asks, for the journal.</summary>
    /// <param name="via">Through what: <c>api from 127.0.0.1</c>.</param>
    public static string Who(string via) => $"{PlainText.Of(Environment.UserName, 64)} ({via})";

    /// <summary>Gets through what it is asked for: <c>api from 127.0.0.1</c>.</summary>
    public static string Via(HttpContext http) => $"api from {http.Connection.RemoteIpAddress}";

    private RouteHandlerBuilder Add(IEndpointRouteBuilder routes, string verb, string summary, Func<BodyFields, string, JobChange?> read, string? member = null)
    {
        async Task HandleAsync(HttpContext http, string id)
        {
            if (await BodyFields.ReadAsync(http, member is null ? [] : [member]) is { } body && read(body, member ?? "") is var change && !await body.AnswersAsync(http))
            {
                await ChangeAsync(http, id, change!);
            }
        }

        return routes.MapPost($"/api/v1/jobs/{{id}}/{verb}", HandleAsync).Describe(verb + "Job", summary, 404, 409, 429, 503).Produces<JobShape>();
    }

    private async Task ChangeAsync(HttpContext http, string id, JobChange change)
    {
        if (await manager.AskAsync(http, new ChangeJob(id, Who(http), change)) is SubmittedJob job)
        {
            var isEnding = change is StopJob or CancelJob && !job.IsOver;
            await JsonAnswer.WriteAsync(http, isEnding ? StatusCodes.Status202Accepted : StatusCodes.Status200OK, json => JobJson.Write(json, job, job.Figures));
        }
    }

    private static ScaleJob? Workers(string text) => text == "default" ? new ScaleJob(Workers: null)
        : WorkersChoice.Parse(text) is { Count: { } count } ? new ScaleJob(count)
        : null;

    private static LimitJob? Rate(string text) => RateChoice.Parse(text) is { } choice ? new LimitJob(choice.PerSecond) : null;
}

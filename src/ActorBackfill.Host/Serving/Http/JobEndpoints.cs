using System.Security.Cryptography;
using System.Text.Json;
using ActorBackfill.Host.Serving.Http.Describing;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>The API of the job manager, <c>/api/v1</c>.</summary>
/// <param name="manager">Asks the manager.</param>
/// <param name="stages">Where jobs have their directories, and what there is to ask.</param>
/// <param name="evidence">Reads what jobs have brought.</param>
/// <param name="say">Tells the person who started the server.</param>
internal sealed class JobEndpoints(ManagerDesk manager, StageFactory stages, JobEvidence evidence, Action<string> say)
{
    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/jobs", (Delegate)TakeAsync)
            .Describe("submitJob", "Takes a job; it is journaled before it is answered for.", 429, 503).Takes<SubmitShape>().Produces<JobShape>(202);
        routes.MapPost("/api/v1/background-collections", (Delegate)CollectAsync)
            .Describe("collectInBackground", "Takes a comprehensive job of some identifiers.", 409, 429, 503).Takes<CollectShape>().Produces<JobShape>(202);
        routes.MapGet("/api/v1/jobs", (Delegate)ListAsync)
            .Describe("listJobs", "Lists jobs in the order they came.", 503).Query("status", "Only those of a status", isText: true).Paged().Produces<JobsShape>();
        routes.MapGet("/api/v1/jobs/{id}", ShowAsync)
            .Describe("showJob", "Shows a job.", 404, 503).Query("wait", "Holds the answer back up to so many seconds, 0 to 60, until the job is over").Produces<JobShape>();
        routes.MapGet("/api/v1/jobs/{id}/results", ResultsAsync)
            .Describe("showResults", "Shows what the sources had for each item.", 404, 503).Paged().Produces<ResultsShape>();
        routes.MapGet("/api/v1/statistics", (Delegate)StatisticsAsync)
            .Describe("showStatistics", "Shows what the server has done.", 503).Produces<StatisticsShape>();
    }

    private async Task TakeAsync(HttpContext http) => await SubmitAsync(http, (reader, root) => reader.Read(root));

    private async Task CollectAsync(HttpContext http)
    {
        if (!stages.Definition.Batch.EnableBackgroundCollection)
        {
            await new Problem(StatusCodes.Status409Conflict, "Background collection is switched off: batch_processing.enable_background_collection = false.").WriteAsync(http);
            return;
        }

        if (await SubmitAsync(http, (reader, root) => reader.ReadBackground(root)) is { } job)
        {
            say($"background collection: job {job.Id}, {Consoles.Wording.Count(job.Items, "item")}");
        }
    }

    private async Task<SubmittedJob?> SubmitAsync(HttpContext http, Func<SubmitReader, JsonElement, JobRequest?> read)
    {
        var reader = new SubmitReader();
        JobRequest? request;
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            request = read(reader, body.RootElement);
        }
        catch (JsonException e)
        {
            await new Problem(StatusCodes.Status400BadRequest, $"The body is no JSON: {e.Message}").WriteAsync(http);
            return null;
        }

        var errors = request is null ? reader.Errors : [.. new WantedData(request, stages.Definition).Problems()];
        if (!errors.IsEmpty)
        {
            await new Problem(StatusCodes.Status400BadRequest, "The job cannot be taken.") { Errors = errors }.WriteAsync(http);
            return null;
        }

        var id = RandomNumberGenerator.GetHexString(12, lowercase: true);
        // On disk before the journal names them.
        stages.FolderOf(id).WriteIdentifiers(reader.Identifiers);
        if (await manager.AskAsync(http, new SubmitJob(id, reader.Identifiers.Length, request!)) is not SubmittedJob job)
        {
            return null;
        }

        http.Response.Headers.Location = $"/api/v1/jobs/{id}";
        await JsonAnswer.WriteAsync(http, StatusCodes.Status202Accepted, json =>
        {
            JobJson.Write(json, job, null);
            json.WriteNumber("duplicates", reader.Duplicates);
        });
        return job;
    }

    private async Task ListAsync(HttpContext http)
    {
        var wanted = http.Request.Query["status"].ToString();
        var status = WireNames.Parse<JobStatus>(wanted);
        if (wanted.Length > 0 && status is null)
        {
            await new Problem(StatusCodes.Status400BadRequest, $"status: must be one of {WireNames.All<JobStatus>().ToLowerInvariant()}.").WriteAsync(http);
            return;
        }

        if (await PageQuery.ReadAsync(http) is { } page && await manager.AskAsync(http, GetJobs.Instance) is SubmittedJobs all)
        {
            var jobs = all.Jobs.Where(j => status is null || j.Status == status).ToList();
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json =>
            {
                json.WriteNumber("total", jobs.Count);
                json.WriteStartArray("jobs");
                foreach (var job in jobs.Skip(page.Offset).Take(page.Limit))
                {
                    json.WriteStartObject();
                    JobJson.Write(json, job, job.Figures);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
    }

    private async Task ShowAsync(HttpContext http, string id)
    {
        if (!await manager.WaitAsync(http, id))
        {
            return;
        }

        if (await manager.AskAsync(http, new GetJob(id)) is SubmittedJob job)
        {
            var book = evidence.Of(job);
            var figures = job.Figures ?? book.Figures(SourceFigures.None, SourceFigures.None);
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json =>
            {
                JobJson.Write(json, job, figures);
                JobJson.Write(json, book.Sources);
                JobJson.Write(json, job.Changes);
            });
        }
    }

    private async Task ResultsAsync(HttpContext http, string id)
    {
        if (await PageQuery.ReadAsync(http) is { } page && await manager.AskAsync(http, new GetJob(id)) is SubmittedJob job)
        {
            var book = evidence.Of(job);
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => ResultsJson.Write(json, job, book, page.Offset, page.Limit));
        }
    }

    private async Task StatisticsAsync(HttpContext http)
    {
        if (await manager.AskAsync(http, GetJobs.Instance) is SubmittedJobs all)
        {
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => StatisticsJson.Write(json, new JobStatistics(all.Jobs), stages.Definition.Batch));
        }
    }
}

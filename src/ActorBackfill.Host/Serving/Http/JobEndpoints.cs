using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;
using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>The API of the job manager, <c>/api/v1</c>.</summary>
/// <param name="manager">The manager.</param>
/// <param name="stages">Where jobs have their directories, and what there is to ask.</param>
/// <param name="evidence">Reads what jobs have brought.</param>
/// <param name="say">Tells the person who started the server.</param>
internal sealed class JobEndpoints(IActorRef manager, StageFactory stages, JobEvidence evidence, Action<string> say)
{
    private const int MostItems = 1_000;
    private const int LongestWaitSeconds = 60;

    // The journal answers in milliseconds; a disk that takes so long is for a person to see.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    private int _isGone;

    /// <summary>The manager has ended: nobody is asked any more.</summary>
    public void Leave() => Volatile.Write(ref _isGone, 1);

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/jobs", async http => await SubmitAsync(http, (reader, root) => reader.Read(root)));
        routes.MapPost("/api/v1/background-collections", CollectAsync);
        routes.MapGet("/api/v1/jobs", ListAsync);
        routes.MapGet("/api/v1/jobs/{id}", ShowAsync);
        routes.MapGet("/api/v1/jobs/{id}/results", ResultsAsync);
        routes.MapPost("/api/v1/jobs/{id}/cancel", CancelAsync);
        routes.MapGet("/api/v1/statistics", StatisticsAsync);
    }

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
        if (await AskAsync(http, new SubmitJob(id, reader.Identifiers.Length, request!)) is not SubmittedJob job)
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

        if (await PageAsync(http) is { } page && await AskAsync(http, GetJobs.Instance) is SubmittedJobs all)
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

    private async Task ShowAsync(HttpContext http)
    {
        if (!await WaitAsync(http))
        {
            return;
        }

        if (await AskAsync(http, new GetJob(IdOf(http))) is SubmittedJob job)
        {
            var figures = job.Figures ?? evidence.Of(job).Figures(SourceFigures.None, SourceFigures.None);
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => JobJson.Write(json, job, figures));
        }
    }

    // ?wait=SECONDS holds the answer back until the job is over, so that nobody has to ask each second.
    private async Task<bool> WaitAsync(HttpContext http)
    {
        if (Number(http, "wait", 0, 0, LongestWaitSeconds) is not { } seconds)
        {
            await new Problem(StatusCodes.Status400BadRequest, $"wait is a whole number of seconds from 0 to {LongestWaitSeconds}.").WriteAsync(http);
            return false;
        }

        if (seconds > 0 && Volatile.Read(ref _isGone) == 0)
        {
            var question = new AwaitJob(IdOf(http));
            try
            {
                await manager.Ask<object>(question, TimeSpan.FromSeconds(seconds), http.RequestAborted);
            }
            catch (AskTimeoutException)
            {
                // It goes on; the answer says how far it is.
            }
        }

        return true;
    }

    private async Task ResultsAsync(HttpContext http)
    {
        if (await PageAsync(http) is { } page && await AskAsync(http, new GetJob(IdOf(http))) is SubmittedJob job)
        {
            var book = evidence.Of(job);
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => ResultsJson.Write(json, job, book, page.Offset, page.Limit));
        }
    }

    private async Task CancelAsync(HttpContext http)
    {
        if (await AskAsync(http, new CancelJob(IdOf(http))) is SubmittedJob job)
        {
            await JsonAnswer.WriteAsync(http, job.IsOver ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, json => JobJson.Write(json, job, job.Figures));
        }
    }

    private async Task StatisticsAsync(HttpContext http)
    {
        if (await AskAsync(http, GetJobs.Instance) is SubmittedJobs all)
        {
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => StatisticsJson.Write(json, new JobStatistics(all.Jobs), stages.Definition.Batch));
        }
    }

    // Null: the answer is written already, and says why.
    private async Task<object?> AskAsync(HttpContext http, object question)
    {
        Problem problem;
        try
        {
            var answer = Volatile.Read(ref _isGone) == 1 ? ServerStopping.Instance : await manager.Ask<object>(question, AnswerTime, http.RequestAborted);
            switch (answer)
            {
                case JobUnknown unknown:
                    problem = new Problem(StatusCodes.Status404NotFound, $"There is no job '{Consoles.PlainText.Of(unknown.Id, 60)}'.");
                    break;
                case JobRefused refused:
                    problem = new Problem(StatusCodes.Status409Conflict, refused.Reason);
                    break;
                case ServerStopping:
                    problem = new Problem(StatusCodes.Status503ServiceUnavailable, "The server is about to end; jobs go on when it is back.");
                    break;
                default:
                    return answer;
            }
        }
        catch (AskTimeoutException)
        {
            problem = new Problem(StatusCodes.Status503ServiceUnavailable, "The job manager did not answer in time.") { Title = NoManager.Text };
        }

        await problem.WriteAsync(http);
        return null;
    }

    private static async Task<(int Offset, int Limit)?> PageAsync(HttpContext http)
    {
        var (offset, limit) = (Number(http, "offset", 0, 0, int.MaxValue - MostItems), Number(http, "limit", 100, 1, MostItems));
        if (offset is { } first && limit is { } most)
        {
            return (first, most);
        }

        await new Problem(StatusCodes.Status400BadRequest, $"offset is a whole number from 0, limit one from 1 to {MostItems}.").WriteAsync(http);
        return null;
    }

    private static int? Number(HttpContext http, string name, int fallback, int least, int most) =>
        http.Request.Query[name].ToString() is not { Length: > 0 } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static string IdOf(HttpContext http) => (string)http.Request.RouteValues["id"]!;
}

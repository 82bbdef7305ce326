using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Dashboards.Units;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Serving.Http.Describing;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>
/// What failed of a submitted job, and its retry: by filter, by state or by failure group, with a preview whose count is confirmed. The units are
/// opened in the journals of the job's runs, then the job goes on.
/// </summary>
/// <param name="manager">Asks the manager.</param>
/// <param name="evidence">Reads the journals.</param>
/// <param name="retry">Opens units.</param>
internal sealed class RetryEndpoints(ManagerDesk manager, JobEvidence evidence, ConfirmedRetry retry)
{
    private const int LongestFilter = 2_000, LongestReason = 300;

    private static readonly string[] Selectors = ["source", "filter", "states", "group"];

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/jobs/{id}/failures", FailuresAsync)
            .Describe("showFailures", "Shows what failed, by cause.", 404, 503).Produces<FailuresShape>();
        routes.MapPost("/api/v1/jobs/{id}/retry/preview", PreviewAsync)
            .Describe("previewRetry", "Counts the units that a retry would open.", 404, 409, 503).Takes<SelectShape>(isOptional: true).Produces<PreviewShape>();
        routes.MapPost("/api/v1/jobs/{id}/retry", RetryAsync)
            .Describe("retryJob", "Opens units again, if they are as many as the preview had, and asks for them.", 404, 409, 429, 503).Takes<RetryShape>().Produces<RetriedShape>();
    }

    private async Task FailuresAsync(HttpContext http, string id)
    {
        if (await manager.AskAsync(http, new GetJob(id)) is SubmittedJob job)
        {
            var groups = evidence.Of(job).Stages.Select(stage => (stage.Stage.Name, Groups: GroupsOf(stage))).ToList();
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => RetryJson.Write(json, job, groups));
        }
    }

    private async Task PreviewAsync(HttpContext http, string id)
    {
        if (await ReadAsync(http, id, Selectors) is { } asked)
        {
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => RetryJson.Write(json, asked.Job, asked.Parts));
        }
    }

    private async Task RetryAsync(HttpContext http, string id)
    {
        if (await ReadAsync(http, id, [.. Selectors, "confirm", "reason"]) is not { } asked)
        {
            return;
        }

        var (job, parts, confirmed) = (asked.Job, asked.Parts, asked.Request.Confirm!.Value);
        var count = parts.Sum(p => p.Preview.Count);
        if (count > 0 && count != confirmed)
        {
            await ChangedAsync(http, confirmed, count);
            return;
        }

        var opened = ImmutableArray.CreateBuilder<(string Source, RetryOutcome Outcome)>();
        foreach (var part in parts.Where(p => p.Preview.Count > 0))
        {
            opened.Add((part.Stage.Stage.Name, await retry.OpenAsync(
                part.Stage.Job, asked.Request with { Confirm = part.Preview.Count }, ChangeEndpoints.Via(http), http.RequestAborted)));
        }

        if (await GoOnAsync(http, job, asked.Request, opened.Sum(o => o.Outcome.Opened)) is { } after)
        {
            await AnswerAsync(http, after, confirmed, opened.ToImmutable());
        }
    }

    // Whether anything was opened now or by a request that was cut off: a job with open units is not left lying.
    private async Task<SubmittedJob?> GoOnAsync(HttpContext http, SubmittedJob job, RetryRequest request, long opened)
    {
        var isLeft = job.Status == JobStatus.Completed && evidence.Of(job).Stages.Any(s => s is { End: Domain.Checkpoints.RunEnd.Finished, Open.IsEmpty: false });
        var reason = request.Reason ?? TextOf(request);
        var question = opened > 0 || isLeft ? (object)new ChangeJob(job.Id, ChangeEndpoints.Who(http), new RetryJob(opened, reason)) : new GetJob(job.Id);
        return await manager.AskAsync(http, question) as SubmittedJob;
    }

    private static async Task AnswerAsync(HttpContext http, SubmittedJob job, long confirmed, ImmutableArray<(string Source, RetryOutcome Outcome)> opened)
    {
        var refused = opened.FirstOrDefault(o => !o.Outcome.IsDone);
        if (refused.Outcome is { } outcome && opened.All(o => o.Outcome.Opened == 0))
        {
            await new Problem(StatusCodes.Status409Conflict, $"{refused.Source}: {outcome.Message}").WriteAsync(http);
            return;
        }

        await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, json => RetryJson.Write(json, job, confirmed, opened));
    }

    private static Task ChangedAsync(HttpContext http, long confirmed, long count) =>
        new Problem(StatusCodes.Status409Conflict, $"The preview had {Wording.Count(confirmed, "unit")}, now there are {Wording.Number(count)}: look at them again.")
        {
            Title = "count-changed",
        }.WriteAsync(http);

    // Null when the request is answered already.
    private async Task<AskedRetry?> ReadAsync(HttpContext http, string id, string[] members)
    {
        if (await BodyFields.ReadAsync(http, members) is not { } body || await manager.AskAsync(http, new GetJob(id)) is not SubmittedJob job)
        {
            return null;
        }

        var stages = evidence.Of(job).Stages;
        var request = Read(body, members.Contains("confirm", StringComparer.Ordinal), out var source);
        if (source is not null && !WireSources().Contains(source, StringComparer.Ordinal))
        {
            body.Wrong("source", $"'{PlainText.Of(source, 60)}': must be one of {string.Join(", ", WireSources())}");
        }

        if (await body.AnswersAsync(http))
        {
            return null;
        }

        if (JobChanges.WhyNot(job, new RetryJob(0, "")) is { } reason)
        {
            await new Problem(StatusCodes.Status409Conflict, reason).WriteAsync(http);
            return null;
        }

        var parts = stages.Where(s => source is null || s.Stage.Name == source).Select(s => new RetryPart(s, retry.Preview(s.Job, request))).ToImmutableArray();
        foreach (var error in parts.Select(p => p.Preview.Error).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            body.Wrong("filter", error);
        }

        return await body.AnswersAsync(http) ? null : new AskedRetry(job, request, parts);
    }

    private static RetryRequest Read(BodyFields body, bool takesConfirm, out string? source)
    {
        source = body.Text("source", 60);
        var request = new RetryRequest
        {
            Filter = body.Text("filter", LongestFilter) ?? "",
            States = body.Names("states", "failed", "quarantined", "skipped"),
            Group = body.Number("group", 1),
            Reason = takesConfirm ? body.Text("reason", LongestReason) : null,
            Confirm = takesConfirm ? body.Number("confirm", 0) : null,
        };
        if (takesConfirm && request.Confirm is null)
        {
            body.Wrong("confirm", "expected the count of the preview, which was to be looked at first");
        }

        if (request.Group is not null && source is null)
        {
            body.Wrong("source", "is missing: groups are numbered source by source");
        }

        return request;
    }

    private static string TextOf(RetryRequest request) => PlainText.Of(
        request switch
        {
            { Group: { } group } => FormattableString.Invariant($"group {group}"),
            { Filter.Length: > 0 } => "filter " + request.Filter,
            { States.IsEmpty: false } => "all that are " + string.Join(", ", request.States),
            _ => "all that failed",
        },
        LongestReason);

    private static IEnumerable<string> WireSources() => Enum.GetValues<DataType>().Select(t => StageRun.NameOf(t)).Prepend(StageRun.NameOf(null));

    private static IReadOnlyList<TriageGroup> GroupsOf(StageEvidence stage)
    {
        using var model = ReadModelStore.Open(stage.Job);
        return model.Groups();
    }
}

/// <summary>A retry that was asked for, and what it would open.</summary>
/// <param name="Job">The job.</param>
/// <param name="Request">Which units.</param>
/// <param name="Parts">Source by source.</param>
internal sealed record AskedRetry(SubmittedJob Job, RetryRequest Request, ImmutableArray<RetryPart> Parts);

/// <summary>What a retry would open of one source.</summary>
/// <param name="Stage">The run.</param>
/// <param name="Preview">The units.</param>
internal sealed record RetryPart(StageEvidence Stage, RetryPreview Preview);

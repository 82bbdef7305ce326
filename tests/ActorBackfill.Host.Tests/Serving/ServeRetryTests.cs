using System.Net;
using System.Text.Json;
using ActorBackfill.Host.Tests.Fakes;
using static ActorBackfill.Host.Tests.Serving.ServeClient;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>What failed is looked at, counted, and asked for again: these units and no others.</summary>
public sealed class ServeRetryTests : IDisposable
{
    private static readonly string[] Refused = ["123-45-002", "123-45-004"];
    private static readonly string[] Missing = ["123-45-007"];

    private readonly PropertySource _source = new();

    public ServeRetryTests() => _source.Status = (_, apns, attempt) =>
        Refused.Contains(apns[0]) && attempt == 1 ? 400 : Missing.Contains(apns[0]) && attempt == 1 ? 404 : 200;

    [Fact]
    public async Task A_failure_group_is_previewed_confirmed_and_asked_for_again_alone()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        var id = await client.SubmitAsync(Identifiers(8));
        await client.EndAsync(id);

        var (_, failures) = await client.SendAsync(HttpMethod.Get, $"/api/v1/jobs/{id}/failures");
        var group = failures.GetProperty("groups").EnumerateArray().Single(g => Number(g, "count") == 2);
        var which = new { source = "api", group = Number(group, "group") };
        var (_, preview) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/retry/preview", which);
        var (early, other) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/retry", new { which.source, which.group, confirm = 3 });
        var confirmed = new { which.source, which.group, confirm = 2, reason = "the site was down" };
        var (status, opened) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/retry", confirmed);
        var ended = await client.EndAsync(id);
        var (twice, again) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/retry", confirmed);

        Assert.Equal(2, failures.GetProperty("groups").GetArrayLength());
        Assert.Equal(2, Number(preview, "count"));
        Assert.Equal(["apn=123-45-002", "apn=123-45-004"], preview.GetProperty("sources")[0].GetProperty("sample").EnumerateArray().Select(k => k.GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "count-changed"), (early, other.GetProperty("title").GetString()));
        Assert.Equal((HttpStatusCode.OK, 2, 0), (status, Number(opened, "opened"), Number(opened, "skipped")));
        Assert.Equal(("completed", 7), (ended.GetProperty("status").GetString(), Number(ended.GetProperty("progress"), "successful_items")));
        Assert.Equal(Refused, _source.Asked.Skip(8).Select(a => a.Identifiers[0]).Order(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.OK, 0, 2), (twice, Number(again, "opened"), Number(again, "skipped")));
        var change = Assert.Single(ended.GetProperty("changes").EnumerateArray());
        Assert.Equal(("retry", "2", "the site was down"), (change.GetProperty("command").GetString(), change.GetProperty("value").GetString(), change.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_retry_that_a_kill_cut_off_goes_on_with_the_same_units()
    {
        using var directory = new ServeDirectory(_source);
        string id;
        using (var process = directory.Start())
        {
            using var client = await ServeClient.OfAsync(process);
            id = await client.SubmitAsync(Identifiers(8));
            await client.EndAsync(id);
            _source.Hold();
            await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/retry", new { filter = "apn<=123-45-004", confirm = 2 });
            await _source.RequestsAsync(10);
            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
        }

        _source.Release();
        using var next = directory.Start();
        using var other = await ServeClient.OfAsync(next);
        var ended = await other.EndAsync(id);

        Assert.Equal(("completed", 7), (ended.GetProperty("status").GetString(), Number(ended.GetProperty("progress"), "successful_items")));
        Assert.Single(_source.Asked, a => Missing.Contains(a.Identifiers[0]));
    }

    [Fact]
    public async Task Units_of_a_source_that_has_ended_are_asked_for_again_before_the_job_ends()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 8");
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        _source.Status = (kind, apns, attempt) => kind == "api" && apns[0] == "1-003" && attempt == 1 ? 400 : 200;
        // Three answers of the API, then its page is held back.
        _source.HoldAfter = 3;
        var id = await client.SubmitAsync(Identifiers(3, "1-"), "INTELLIGENT");
        await _source.RequestsAsync(4);

        var (status, opened) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/retry", new { source = "api", confirm = 1 });
        _source.Release();
        var ended = await client.EndAsync(id);

        Assert.Equal((HttpStatusCode.OK, 1, "running"), (status, Number(opened, "opened"), opened.GetProperty("status").GetString()));
        var api = ended.GetProperty("sources").EnumerateArray().First();
        Assert.Equal(("completed", 3, 0), (ended.GetProperty("status").GetString(), Number(api, "done"), Number(api, "failed")));
        Assert.Equal(2, _source.Asked.Count(a => a is { Kind: "api" } && a.Identifiers[0] == "1-003"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_retry_is_said_field_by_field()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        var id = await client.SubmitAsync(Identifiers(1));
        await client.EndAsync(id);

        var (status, problem) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/retry", new { group = 0, states = new[] { "done" }, sorce = "api" });
        var (filtered, wrong) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/retry/preview", new { filter = "apn=" });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (status, filtered));
        Assert.Equal(["confirm", "group", "sorce", "states"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal("filter", Assert.Single(wrong.GetProperty("errors").EnumerateObject()).Name);
        Assert.Equal(JsonValueKind.Array, wrong.GetProperty("errors").GetProperty("filter").ValueKind);
    }

    public void Dispose() => _source.Dispose();
}

using System.Net;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

public sealed class ServeTests : IDisposable
{
    private readonly PropertySource _source = new();

    [Fact]
    public async Task A_job_is_answered_for_at_once_and_its_results_are_there_at_the_end()
    {
        using var directory = new ServeDirectory(_source);
        _source.Knows = (_, apn) => apn != "123-45-002";
        _source.Hold();
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(ServeClient.Identifiers(3));
        await _source.RequestsAsync(3);
        var running = await client.JobAsync(id);
        _source.Release();
        var ended = await client.EndAsync(id);
        var results = await client.ResultsAsync(id);

        Assert.Equal("running", running.GetProperty("status").GetString());
        Assert.Equal("Processing 0/3 items\nSuccessful: 0, Failed: 0", running.GetProperty("progress").GetProperty("text").GetString());
        Assert.Equal("completed", ended.GetProperty("status").GetString());
        var progress = ended.GetProperty("progress");
        Assert.Equal((100, 3, 3, 2, 1), (Number(progress, "progress"), Number(progress, "completed_items"), Number(progress, "total_items"), Number(progress, "successful_items"), Number(progress, "failed_items")));
        Assert.Equal("Processing 3/3 items\nSuccessful: 2, Failed: 1", progress.GetProperty("text").GetString());
        Assert.Equal("owner of 123-45-001", results.GetProperty("results")[0].GetProperty("data").GetProperty("api").GetProperty("properties")[0].GetProperty("owner").GetString());
        Assert.Equal(JsonValueKind.Null, results.GetProperty("results")[1].GetProperty("data").GetProperty("api").ValueKind);
        var error = Assert.Single(results.GetProperty("errors").EnumerateArray());
        Assert.Equal("123-45-002", error.GetProperty("identifier").GetString());
    }

    [Fact]
    public async Task Three_jobs_of_five_items_at_a_time_and_the_fourth_stays_queued()
    {
        using var directory = new ServeDirectory(_source);
        _source.Hold();
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await client.SubmitAsync(ServeClient.Identifiers(20, $"{i}-")));
        }

        await _source.RequestsAsync(15);
        var fourth = await client.JobAsync(ids[3]);
        var inFlight = _source.Asked.Select(a => a.Identifiers[0][0]).GroupBy(j => j).Select(g => g.Count()).ToList();
        _source.Release();
        foreach (var id in ids)
        {
            Assert.Equal("completed", (await client.EndAsync(id)).GetProperty("status").GetString());
        }

        Assert.Equal("queued", fourth.GetProperty("status").GetString());
        Assert.Equal([5, 5, 5], inFlight);
        Assert.InRange(_source.Peak, 15, 15);
        Assert.Equal(80, _source.Asked.Count);
    }

    [Fact]
    public async Task A_killed_server_goes_on_with_what_ran_and_still_has_what_was_queued()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_jobs = 1, max_concurrent_per_job = 2");
        string running, queued;
        using (var process = directory.Start())
        {
            using var client = await ServeClient.OfAsync(process);
            running = await client.SubmitAsync(ServeClient.Identifiers(40));
            queued = await client.SubmitAsync(ServeClient.Identifiers(3, "9-"));
            await _source.RequestsAsync(15);
            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
        }

        var before = _source.Asked.Count;
        using var again = directory.Start();
        using var other = await ServeClient.OfAsync(again);
        var first = await other.EndAsync(running);
        var second = await other.EndAsync(queued);

        Assert.Equal(("completed", 40), (first.GetProperty("status").GetString(), Number(first.GetProperty("progress"), "successful_items")));
        Assert.Equal(("completed", 3), (second.GetProperty("status").GetString(), Number(second.GetProperty("progress"), "successful_items")));
        Assert.Equal([.. ServeClient.Identifiers(40), .. ServeClient.Identifiers(3, "9-")], directory.Column("properties", "apn"));
        // What was settled before is not asked for again: only what was in flight or not yet committed is.
        Assert.True(_source.Asked.Count < before + 40, $"{before} requests before the kill, {_source.Asked.Count} in all");
    }

    [Fact]
    public async Task A_stop_leaves_jobs_for_the_next_start_and_answers_143()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 2");
        _source.Hold();
        string id;
        using (var process = directory.Start())
        {
            using var client = await ServeClient.OfAsync(process);
            id = await client.SubmitAsync(ServeClient.Identifiers(10));
            await _source.RequestsAsync(2);
            process.Signal(BackfillProcess.SigTerm);
            await process.ErrorLineAsync("Stopping:");
            _source.Release();
            Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
        }

        Assert.InRange(_source.Asked.Count, 2, 9);
        using var again = directory.Start();
        using var other = await ServeClient.OfAsync(again);
        Assert.Equal("completed", (await other.EndAsync(id)).GetProperty("status").GetString());
        Assert.Equal(10, _source.Asked.Count);
    }

    [Fact]
    public async Task A_running_job_is_cancelled_and_what_it_has_stays()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 2");
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        _source.Hold();
        var id = await client.SubmitAsync(ServeClient.Identifiers(10));
        await _source.RequestsAsync(2);

        var (status, _) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/cancel");
        var ended = await client.EndAsync(id);
        var (again, problem) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/cancel");

        Assert.Equal((HttpStatusCode.Accepted, "cancelled"), (status, ended.GetProperty("status").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Equal("The job has ended already: cancelled.", problem.GetProperty("detail").GetString());
        Assert.Equal(2, _source.Asked.Count);
    }

    [Fact]
    public async Task Intelligent_asks_the_API_first_and_looks_only_at_pages_that_it_lacks()
    {
        using var directory = new ServeDirectory(_source);
        _source.Knows = (kind, apn) => kind != "api" || apn == "123-45-001";
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(ServeClient.Identifiers(2), "INTELLIGENT", "COMPREHENSIVE_COLLECTION", parameters: new { collect_tax_data = true });
        var ended = await client.EndAsync(id);
        var results = (await client.ResultsAsync(id)).GetProperty("results");
        var (_, statistics) = await client.SendAsync(HttpMethod.Get, "/api/v1/statistics");

        Assert.Equal(2, Number(ended.GetProperty("progress"), "successful_items"));
        Assert.Equal((2, 3), (Number(statistics.GetProperty("api"), "requests"), Number(statistics.GetProperty("scraper"), "requests")));
        Assert.Equal(["api", "api"], _source.Asked.Take(2).Select(a => a.Kind));
        Assert.Equal(
            ["details 123-45-002", "tax 123-45-001", "tax 123-45-002"],
            _source.Asked.Skip(2).Select(a => $"{a.Kind} {a.Identifiers[0]}").Order(StringComparer.Ordinal));
        Assert.Equal(["api", "tax_data"], results[0].GetProperty("data").EnumerateObject().Select(d => d.Name));
        Assert.Equal(["api", "property_details", "tax_data"], results[1].GetProperty("data").EnumerateObject().Select(d => d.Name));
    }

    [Fact]
    public async Task Parallel_all_asks_API_and_pages_at_once_and_no_more_than_five_items_of_a_job()
    {
        using var directory = new ServeDirectory(_source);
        _source.Hold();
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(ServeClient.Identifiers(10), "PARALLEL_ALL");
        await _source.RequestsAsync(5);
        var kinds = _source.Asked.Select(a => a.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        _source.Release();
        await client.EndAsync(id);

        Assert.Equal(["api", "details"], kinds);
        Assert.Equal((5, 20), (_source.Peak, _source.Asked.Count));
    }

    [Fact]
    public async Task Retries_bring_a_source_that_fails_one_in_five_first_attempts_above_95_percent()
    {
        using var directory = new ServeDirectory(_source);
        _source.Status = (_, apns, attempt) => attempt == 1 && (apns[0][^1] is '0' or '5') ? 502 : 200;
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(ServeClient.Identifiers(200));
        await client.EndAsync(id);
        var (_, statistics) = await client.SendAsync(HttpMethod.Get, "/api/v1/statistics");

        Assert.Equal(100, statistics.GetProperty("success_rate_percent").GetDouble());
        Assert.Equal((1, 1, 0), (Number(statistics, "total_jobs"), Number(statistics, "completed_jobs"), Number(statistics, "running_jobs")));
        Assert.Equal((240, 40), (Number(statistics.GetProperty("api"), "requests"), Number(statistics.GetProperty("api"), "retries")));
        Assert.True(statistics.GetProperty("average_job_time").GetDouble() > 0);
        // Connections are kept and used again, and no request has a line of its own in the log.
        Assert.InRange(_source.Connections, 1, 20);
        var log = await File.ReadAllLinesAsync(directory.File($".backfill/.serve/properties/jobs/{id}/api-{id}/runs/1/run.log"));
        Assert.InRange(log.Length, 0, 60);
    }

    [Fact]
    public async Task Batches_of_50_make_120_identifiers_three_requests_and_each_stays_a_unit()
    {
        using var directory = new ServeDirectory(_source, isBatched: true);
        _source.Status = (_, apns, _) => apns.Contains("123-45-007") ? 400 : 200;
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(ServeClient.Identifiers(120));
        var ended = await client.EndAsync(id);
        var errors = (await client.ResultsAsync(id)).GetProperty("errors");
        var again = await client.SubmitAsync(ServeClient.Identifiers(10, "7-"));
        await client.EndAsync(again);
        await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(10, "7-")));

        Assert.Equal([50, 50, 20], _source.Asked.Take(3).Select(a => a.Identifiers.Length).OrderDescending());
        Assert.Equal((119, 1), (Number(ended.GetProperty("progress"), "successful_items"), Number(ended.GetProperty("progress"), "failed_items")));
        Assert.Equal("123-45-007", Assert.Single(errors.EnumerateArray()).GetProperty("identifier").GetString());
        Assert.Equal(129, directory.Column("properties", "apn").Count);
        Assert.Equal(119 + 10 + 10, directory.Column("backfill_ledger", "unit").Count);
        // Nothing is answered from what was asked before.
        Assert.Equal(2, _source.Asked.Count(a => a.Identifiers[0].StartsWith("7-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failing_page_is_null_with_its_error_and_the_others_go_on()
    {
        using var directory = new ServeDirectory(_source);
        _source.Status = (kind, apns, _) => kind == "tax" && apns[0] == "123-45-002" ? 400 : 200;
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(
            ServeClient.Identifiers(3), "SCRAPING_ONLY", "COMPREHENSIVE_COLLECTION", parameters: new { collect_tax_data = true, collect_sales_data = true, collect_documents = true });
        await client.EndAsync(id);
        var results = await client.ResultsAsync(id);

        var data = results.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("data")).ToList();
        Assert.All(data, d => Assert.Equal(["property_details", "tax_data", "sales_data", "documents"], d.EnumerateObject().Select(p => p.Name)));
        Assert.Equal([("tax_data", 1)], data.SelectMany((d, i) => d.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Null).Select(p => (p.Name, i))));
        var error = Assert.Single(results.GetProperty("errors").EnumerateArray());
        Assert.Equal(("123-45-002", "tax_data"), (error.GetProperty("identifier").GetString(), error.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Pages_stand_in_for_an_API_that_gives_up()
    {
        using var directory = new ServeDirectory(_source);
        _source.Status = (kind, _, _) => kind == "api" ? 401 : 200;
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var ended = await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(8), "INTELLIGENT"));
        var alone = await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(8, "2-")));

        Assert.Equal(("completed", 8), (ended.GetProperty("status").GetString(), Number(ended.GetProperty("progress"), "successful_items")));
        Assert.StartsWith("api: ", ended.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("failed", alone.GetProperty("status").GetString());
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Fifty_items_of_960_ms_take_at_most_twelve_seconds_at_five_at_a_time()
    {
        // A tenth of 9.6 s an item and of 2 min in all.
        using var directory = new ServeDirectory(_source);
        _source.Latency = TimeSpan.FromMilliseconds(960);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var ended = await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(50)));

        Assert.Equal(50, Number(ended.GetProperty("progress"), "successful_items"));
        Assert.InRange(_source.Span, TimeSpan.FromSeconds(9.6), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_used_leaves_a_server_that_says_so()
    {
        using var directory = new ServeDirectory(_source);
        Directory.CreateDirectory(Path.GetDirectoryName(directory.Journal)!);
        await File.WriteAllTextAsync(directory.Journal, "this is no journal, and nobody may take it for a new one");
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var (status, problem) = await client.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { });
        process.Signal(BackfillProcess.SigInt);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Batch processing not available"), (status, problem.GetProperty("title").GetString()));
        Assert.Contains("Batch processing not available", process.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Interrupted, await process.ExitAsync());
    }

    [Fact]
    public async Task Background_collection_submits_a_comprehensive_job_and_logs_its_id()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var (status, job) = await client.SendAsync(HttpMethod.Post, "/api/v1/background-collections", new { identifiers = new[] { "1-1" }, search_type = "apn" });
        var id = job.GetProperty("job_id").GetString()!;
        await client.EndAsync(id);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(
            ("COMPREHENSIVE_COLLECTION", "INTELLIGENT", "NORMAL"),
            (job.GetProperty("job_type").GetString(), job.GetProperty("processing_mode").GetString(), job.GetProperty("priority").GetString()));
        Assert.Equal(
            """{"comprehensive":true,"enable_scraping":true,"collect_tax_data":true,"collect_sales_data":true,"collect_documents":false}""",
            JsonSerializer.Serialize(job.GetProperty("parameters")));
        process.Signal(BackfillProcess.SigTerm);
        await process.ExitAsync();
        Assert.Contains(id, await File.ReadAllTextAsync(directory.File(".backfill/.serve/properties/serve.log")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_job_is_said_field_by_field_and_other_sites_are_kept_out()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var (status, problem) = await client.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { identifiers = Array.Empty<string>(), job_type = "EVERYTHING", serch_type = "apn" });
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = new StringContent("{}") };
        foreign.Headers.Add("Origin", "https://elsewhere.example");
        using var refused = await client.Http.SendAsync(foreign);
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
        rebound.Headers.Host = "elsewhere.example";
        using var misdirected = await client.Http.SendAsync(rebound);
        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = new StringContent(new string(' ', 9 << 20), null, "application/json") };
        // Whoever asks first need not send it.
        large.Headers.ExpectContinue = true;
        using var refusedBody = await client.Http.SendAsync(large);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["identifiers", "job_type", "search_type", "serch_type"],
            problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.MisdirectedRequest, HttpStatusCode.RequestEntityTooLarge),
            (refused.StatusCode, misdirected.StatusCode, refusedBody.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Get, "/api/v1/jobs/nothing")).Status);
    }

    public void Dispose() => _source.Dispose();

    private static int Number(JsonElement of, string name) => (int)of.GetProperty(name).GetDouble();
}

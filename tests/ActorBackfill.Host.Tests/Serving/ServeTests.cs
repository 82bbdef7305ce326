using System.Text.Json;
using ActorBackfill.Tests.Shared;
using static ActorBackfill.Host.Tests.Serving.ServeClient;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>Jobs over HTTP: what is answered, how many at a time, what sources are asked.</summary>
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

    // A tenth of 9.6 s an item and of 2 min in all.
    [SkippableFact]
    [Trait("Category", "Soak")]
    public Task Fifty_items_of_960_ms_take_at_most_twelve_seconds_at_five_at_a_time() => BestOfThree.MeasureAsync(async _ =>
    {
        using var source = new PropertySource { Latency = TimeSpan.FromMilliseconds(960) };
        using var directory = new ServeDirectory(source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var ended = await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(50)));

        Assert.Equal(50, Number(ended.GetProperty("progress"), "successful_items"));
        // Timers may be early by a part of a millisecond.
        Assert.True(source.Span >= TimeSpan.FromSeconds(9.5), $"{source.Span}");
        return source.Span <= TimeSpan.FromSeconds(12) ? null : $"{source.Span.TotalSeconds:0.0} s";
    });

    public void Dispose() => _source.Dispose();
}

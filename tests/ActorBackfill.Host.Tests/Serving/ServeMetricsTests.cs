using System.Globalization;
using System.Net;
using ActorBackfill.Host.Metrics;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>What those see who watch the server: metrics and health, over a socket.</summary>
public sealed class ServeMetricsTests : IDisposable
{
    private static readonly Uri Metrics = new("/metrics", UriKind.Relative);

    private readonly PropertySource _source = new();

    [Fact]
    public async Task Metrics_count_what_the_source_was_asked_and_what_came_of_it_in_series_a_stage()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 3");
        _source.Status = (_, apns, attempt) => attempt == 1 && apns[0][^1] is '0' ? 502 : 200;
        _source.Knows = (_, apn) => apn[^1] != '5';
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        var none = await MetricsAsync(client);
        await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(20)));
        await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(10, "7-")));
        var text = await client.Http.GetStringAsync(Metrics);
        var values = Values(text);

        // Before the first job there are the lengths of the queue, and nothing of any source.
        Assert.All(none, sample => Assert.StartsWith("backfill_jobs{", sample.Key, StringComparison.Ordinal));
        Assert.Equal(_source.Asked.Count, values["""backfill_requests_total{backfill_job="api"}"""]);
        Assert.Equal((33, 3), (_source.Asked.Count, values["""backfill_retries_total{backfill_job="api"}"""]));
        Assert.Equal(27, values["""backfill_rows_total{backfill_job="api"}"""]);
        Assert.Equal(27, values["""backfill_units_ended_total{backfill_job="api",backfill_unit_outcome="done"}"""]);
        Assert.Equal(3, values["""backfill_units_ended_total{backfill_job="api",backfill_unit_outcome="empty"}"""]);
        Assert.Equal(0, values["""backfill_units_in_flight{backfill_job="api"}"""]);
        Assert.True(values["""backfill_commits_total{backfill_job="api"}"""] >= 2);
        Assert.True(values["""backfill_commit_time_seconds_total{backfill_job="api"}"""] > 0);
        Assert.True(values["""backfill_worker_time_seconds_total{backfill_job="api",backfill_wait_reason="working"}"""] > 0);
        Assert.Contains("# TYPE backfill_requests_total counter\n", text, StringComparison.Ordinal);
        // Two jobs were submitted, and neither has a series of its own.
        Assert.All(values.Keys.Where(k => !k.StartsWith("backfill_jobs{", StringComparison.Ordinal)), k => Assert.Contains("""backfill_job="api" """.TrimEnd(), k, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_and_health_answer_to_the_servers_own_name_alone()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        foreach (var path in (string[])["/metrics", "/healthz/live", "/healthz/ready"])
        {
            using var own = await client.Http.GetAsync(new Uri(path, UriKind.Relative));
            using var rebound = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } };
            using var misdirected = await client.Http.SendAsync(rebound);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (own.StatusCode, misdirected.StatusCode));
            Assert.Equal(path == "/metrics" ? PrometheusText.ContentType + "; charset=utf-8" : "application/json; charset=utf-8", own.Content.Headers.ContentType?.ToString());
        }
    }

    [Fact]
    public async Task A_server_lives_but_is_not_ready_when_its_journal_is_gone()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var before = await client.SendAsync(HttpMethod.Get, "/healthz/ready");
        File.Delete(directory.Journal);
        var (ready, problem) = await client.SendAsync(HttpMethod.Get, "/healthz/ready");
        var live = await client.SendAsync(HttpMethod.Get, "/healthz/live");

        Assert.Equal((HttpStatusCode.OK, "ready"), (before.Status, before.Body.GetProperty("status").GetString()));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), (ready, problem.GetProperty("title").GetString()));
        Assert.Contains("journal.db cannot be written", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, live.Status);
    }

    [Fact]
    public async Task A_server_that_is_stopping_is_not_ready()
    {
        using var directory = new ServeDirectory(_source);
        _source.Hold();
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        await client.SubmitAsync(ServeClient.Identifiers(3));
        await _source.RequestsAsync(3);

        process.Signal(BackfillProcess.SigTerm);
        await process.ErrorLineAsync("Stopping:");
        var (status, problem) = await client.SendAsync(HttpMethod.Get, "/healthz/ready");
        _source.Release();
        await process.ExitAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), (status, problem.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task Without_a_manager_the_server_lives_and_is_not_ready()
    {
        using var directory = new ServeDirectory(_source);
        Directory.CreateDirectory(Path.GetDirectoryName(directory.Journal)!);
        await File.WriteAllTextAsync(directory.Journal, "this is no journal, and nobody may take it for a new one");
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var live = await client.SendAsync(HttpMethod.Get, "/healthz/live");
        var ready = await client.SendAsync(HttpMethod.Get, "/healthz/ready");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.Status, ready.Status));
    }

    public void Dispose() => _source.Dispose();

    private static async Task<Dictionary<string, double>> MetricsAsync(ServeClient client) => Values(await client.Http.GetStringAsync(Metrics));

    private static Dictionary<string, double> Values(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(l => l[0] != '#')
        .ToDictionary(l => l[..l.LastIndexOf(' ')], l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), StringComparer.Ordinal);
}

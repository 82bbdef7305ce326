using System.Net;
using System.Text.Json;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>What the API takes and refuses.</summary>
public sealed class ServeApiTests : IDisposable
{
    private readonly PropertySource _source = new();

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
            (HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge),
            (refused.StatusCode, misdirected.StatusCode, refusedBody.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Get, "/api/v1/jobs/nothing")).Status);
    }

    public void Dispose() => _source.Dispose();
}

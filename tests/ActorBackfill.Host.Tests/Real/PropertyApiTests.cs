using System.Text.Json;
using ActorBackfill.Host.Serving;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Serving;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>The serve file and the API job of the project over the real parcels of a town.</summary>
public sealed class PropertyApiTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [SkippableFact]
    public async Task A_submitted_job_brings_the_real_records_of_120_parcels_and_names_the_one_that_is_none()
    {
        var data = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA");
        Skip.If(string.IsNullOrEmpty(data), "ACTORBACKFILL_DATA names no folder");
        var parcels = Path.Combine(data, "lebanon_nh_parcels", "parcels.csv.gz");
        Skip.If(!File.Exists(parcels), "there are no parcels");
        _directory.Write("parcels.conf", $$"""resources { "api/parcels" { files = "{{parcels}}" } }""");
        var log = _directory.File("access.ndjson");
        await using var server = await ReplayServer.StartAsync(ReplayDefinition.Load(_directory.File("parcels.conf"), []), new ReplayOptions { AccessLog = log });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        var rows = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/parcels?_per_page=119", UriKind.Relative))).RootElement.GetProperty("items").EnumerateArray().ToList();
        using var process = BackfillProcess.Start(
            _directory.Path, "serve", ServeFile.Find("properties"), "--port", "0", "--set", $"api.set=[\"source.base={server.BaseAddress.ToString().TrimEnd('/')}\"]", "--set", "batch_processing.api_rate_limit=50");
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync([.. rows.Select(r => r.GetProperty("parcel_id").GetString()!), "no-such-parcel"], "INTELLIGENT");
        var ended = await client.EndAsync(id);
        var results = await client.ResultsAsync(id);

        Assert.Equal((119.0, 1.0), (ended.GetProperty("progress").GetProperty("successful_items").GetDouble(), ended.GetProperty("progress").GetProperty("failed_items").GetDouble()));
        Assert.Equal("no-such-parcel", Assert.Single(results.GetProperty("errors").EnumerateArray()).GetProperty("identifier").GetString());
        Assert.All(rows.Zip(results.GetProperty("results").EnumerateArray()), pair =>
        {
            var record = pair.Second.GetProperty("data").GetProperty("api").GetProperty("property_records")[0];
            Assert.Equal(pair.First.GetProperty("owner_name").GetString(), record.GetProperty("owner_name").GetString());
            Assert.Equal(pair.First.GetProperty("total_value").GetString(), record.GetProperty("total_value").GetRawText());
        });
        Assert.Equal(3, (await File.ReadAllLinesAsync(log)).Count(l => l.Contains("parcel_id__in", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_project_serve_file_says_every_limit_with_its_default() =>
        Assert.Equal(new BatchProcessing(), ServeFile.Load(ServeFile.Find("properties"), []).Batch);

    public void Dispose() => _directory.Dispose();
}

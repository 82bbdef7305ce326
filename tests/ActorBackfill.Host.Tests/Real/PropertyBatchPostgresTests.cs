using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Serving;
using ActorBackfill.Tests.Shared;
using Npgsql;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>The serve file of the project with PostgreSQL for its sink.</summary>
public sealed class PropertyBatchPostgresTests
{
    private static readonly string[] Parcels = ["0032001", "1-1", "1-3-100", "no-such-parcel"];

    private static readonly object AllButDocuments = new { collect_tax_data = true, collect_sales_data = true };

    [SkippableFact]
    public async Task Results_are_those_of_SQLite()
    {
        var sink = TestPostgres.Require().NewSink();
        await using var site = await ParcelSite.StartAsync();

        var file = await ResultsAsync(site, ".file");
        var server = await ResultsAsync(site, ".server", "sink=" + sink);

        Assert.Equal(file, server);
        Assert.Contains("property_tax", server, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task S1_30_A_parcel_that_another_job_brings_again_changes_only_the_columns_that_are_chosen()
    {
        var sink = TestPostgres.Require().NewSink();
        await using var site = await ParcelSite.StartAsync();
        using var process = Serve(site, ".state", "sink=" + sink);
        using var client = await ServeClient.OfAsync(process);
        await client.EndAsync(await client.SubmitAsync(["1-1"], "SCRAPING_ONLY"));
        const string All = "SELECT apn || '|' || owner_name || '|' || property_address || '|' || mailing_address || '|' || year_built || '|' || (last_updated > '2020') FROM properties";
        var before = Ask(sink, All).Split('|');
        Ask(sink, "UPDATE properties SET owner_name = 'OLD', property_address = 'OLD', last_updated = '2000-01-01', mailing_address = 'KEPT', year_built = 1 RETURNING apn");

        await client.EndAsync(await client.SubmitAsync(["1-1"], "SCRAPING_ONLY"));

        Assert.Equal(["1-1", before[1], before[2], "KEPT", "1", "true"], Ask(sink, All).Split('|'));
    }

    [SkippableFact]
    public async Task S1_28_Three_jobs_of_four_sources_at_once_with_a_pool_of_5_to_50_fit_a_server_of_100_connections()
    {
        var sink = TestPostgres.Require().NewSink();
        await using var site = await ParcelSite.StartAsync(TimeSpan.FromMilliseconds(200));
        using var process = Serve(
            site, ".state", "sink=" + sink, $"set=[\"source.base={site.Base}\", \"source.jitter=0s\", \"sink.pool.min=5\", \"sink.pool.max=50\"]");
        using var client = await ServeClient.OfAsync(process);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await client.SubmitAsync([.. Parcels, .. ServeClient.Identifiers(8, $"{i}-")], "PARALLEL_ALL", "COMPREHENSIVE_COLLECTION", parameters: AllButDocuments));
        }

        foreach (var id in ids)
        {
            var ended = await client.EndAsync(id);
            Assert.True(ended.GetProperty("status").GetString() == "completed", ended.ToString());
            Assert.Equal((3, 9), (ended.GetProperty("progress").GetProperty("successful_items").GetInt32(), ended.GetProperty("progress").GetProperty("failed_items").GetInt32()));
        }

        Assert.Equal("12", Ask(sink, "SELECT count(*) FROM backfill_job"));
        Assert.Equal("19", Ask(sink, "SELECT count(*) FROM property_tax WHERE apn = '0032001'"));
    }

    private static BackfillProcess Serve(ParcelSite site, string state, params string[] settings) =>
        site.Serve(["batch_processing.api_rate_limit=50", "batch_processing.scraper_rate_limit=50", .. settings], "--state", state);

    private static async Task<string> ResultsAsync(ParcelSite site, string state, params string[] settings)
    {
        using var process = Serve(site, state, settings);
        using var client = await ServeClient.OfAsync(process);
        var ended = await client.EndAsync(await client.SubmitAsync(Parcels, "PARALLEL_ALL", "COMPREHENSIVE_COLLECTION", parameters: AllButDocuments));
        Assert.True(ended.GetProperty("status").GetString() == "completed", ended.ToString());
        var results = await client.ResultsAsync(ended.GetProperty("job_id").GetString()!);
        // When it was fetched is no part of what was.
        return string.Join('\n', results.GetProperty("results").EnumerateArray().Select(r => System.Text.RegularExpressions.Regex.Replace(r.GetRawText(), "\"last_updated\": ?\"[^\"]*\"", "")));
    }

    private static string Ask(string sink, string sql)
    {
        using var connection = CommitWatch.Connect(sink);
        using var command = new NpgsqlCommand(sql, connection);
        return $"{command.ExecuteScalar()}";
    }
}

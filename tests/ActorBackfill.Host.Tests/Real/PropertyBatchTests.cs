using System.Text.Json;
using ActorBackfill.Connectors.Browser;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Serving;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Serving;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>The serve file of the project over the real parcels of two counties: the API, plain pages, and pages that a script writes.</summary>
public sealed class PropertyBatchTests
{
    // One of San Francisco, two of Lebanon, and one of nobody.
    private static readonly string[] Parcels = ["0032001", "1-1", "1-3-100", "no-such-parcel"];

    private static readonly string[] Quick = ["batch_processing.api_rate_limit=50", "batch_processing.scraper_rate_limit=50"];

    private static readonly object AllButDocuments = new { collect_tax_data = true, collect_sales_data = true };

    [Fact]
    public void The_project_serve_file_says_every_limit_with_its_default() =>
        Assert.Equal(new BatchProcessing(), ServeFile.Load(ServeFile.Find("properties"), []).Batch);

    [SkippableFact]
    public async Task A_submitted_job_brings_the_real_records_of_120_parcels_and_names_the_one_that_is_none()
    {
        await using var site = await ParcelSite.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(site.Base) };
        var rows = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/parcels?_per_page=119", UriKind.Relative))).RootElement.GetProperty("items").EnumerateArray().ToList();
        using var process = site.Serve(Quick);
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
        Assert.Equal(["api ended 120 119 1 0", "property_details ended 1 0 1 0"], Sources(results));
        var log = await site.EndAsync();
        Assert.Equal((3, 1), (log.Count(l => l.Path == "/api/parcels") - 1, log.Count(l => l.Path.StartsWith("/details/", StringComparison.Ordinal))));
    }

    [SkippableTheory]
    [InlineData("API_ONLY", "api ended 4 2 2 0", "0032001: | 1-1:api | 1-3-100:api | no-such-parcel:")]
    [InlineData("INTELLIGENT", "api ended 4 2 2 0, property_details ended 2 0 2 0, tax_data ended 4 1 3 0, sales_data ended 4 2 2 0", "0032001:tax_data | 1-1:api,sales_data | 1-3-100:api,sales_data | no-such-parcel:")]
    [InlineData("PARALLEL_ALL", "api ended 4 2 2 0, property_details ended 4 2 2 0, tax_data ended 4 1 3 0, sales_data ended 4 2 2 0", "0032001:tax_data | 1-1:api,property_details,sales_data | 1-3-100:api,property_details,sales_data | no-such-parcel:")]
    [InlineData("SCRAPING_ONLY", "property_details ended 4 2 2 0, tax_data ended 4 1 3 0, sales_data ended 4 2 2 0", "0032001:tax_data | 1-1:property_details,sales_data | 1-3-100:property_details,sales_data | no-such-parcel:")]
    public async Task Each_mode_asks_the_sources_that_it_says_and_all_they_have_is_in_one_answer(string mode, string sources, string had)
    {
        await using var site = await ParcelSite.StartAsync();
        using var process = site.Serve(Quick);
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(Parcels, mode, mode == "API_ONLY" ? "PROPERTY_SEARCH" : "COMPREHENSIVE_COLLECTION", parameters: mode == "API_ONLY" ? null : AllButDocuments);
        Assert.Equal("completed", (await client.EndAsync(id)).GetProperty("status").GetString());
        var results = await client.ResultsAsync(id);

        Assert.Equal(sources, string.Join(", ", Sources(results)));
        Assert.Equal(had, Had(results));
        Assert.Equal("Processing 4/4 items\nSuccessful: " + (mode == "API_ONLY" ? "2, Failed: 2" : "3, Failed: 1"), results.GetProperty("progress").GetProperty("text").GetString());
        AssertRows(site, results);
    }

    [SkippableFact]
    public async Task A_site_that_gives_up_is_an_error_of_each_parcel_that_it_owes_and_the_others_bring_what_they_have()
    {
        await using var site = await ParcelSite.StartAsync("401=1,/tax/", "404=1,/sales/1-1");
        using var process = site.Serve(Quick);
        using var client = await ServeClient.OfAsync(process);

        var ended = await client.EndAsync(await client.SubmitAsync(Parcels[1..3], "SCRAPING_ONLY", "COMPREHENSIVE_COLLECTION", parameters: AllButDocuments));
        var results = await client.ResultsAsync(ended.GetProperty("job_id").GetString()!);
        var alone = await client.EndAsync(await client.SubmitAsync(Parcels, "SCRAPING_ONLY", "TAX_DATA_COLLECTION"));

        Assert.Equal("completed", ended.GetProperty("status").GetString());
        Assert.StartsWith("tax_data: ", ended.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(["property_details ended 2 2 0 0", "tax_data gave_up 2 0 0 2", "sales_data ended 2 1 1 0"], Sources(results));
        Assert.Equal("1-1:property_details | 1-3-100:property_details,sales_data", Had(results));
        Assert.Equal(
            ["1-1 tax_data", "1-3-100 tax_data"],
            results.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("identifier").GetString()} {e.GetProperty("source").GetString()}"));
        Assert.All(results.GetProperty("errors").EnumerateArray(), e => Assert.NotEqual("", e.GetProperty("message").GetString()));
        Assert.Equal("failed", alone.GetProperty("status").GetString());
    }

    // Pages that take their time, so that the pool is what they wait for; and pages that take none, so that it is the rate.
    [SkippableTheory]
    [InlineData(2, 50, 400)]
    [InlineData(4, 5, 0)]
    public async Task Three_jobs_share_the_pool_and_the_rate_of_a_site(int pool, int rate, int latency)
    {
        await using var site = await ParcelSite.StartAsync(TimeSpan.FromMilliseconds(latency));
        using var process = site.Serve([$"batch_processing.scraper_pool_size={pool}", $"batch_processing.scraper_rate_limit={rate}"]);
        using var client = await ServeClient.OfAsync(process);
        using var watched = new CancellationTokenSource();
        var watching = ReleaseWatch.UntilAsync(Path.Combine(site.Folder, ".budgets"), site.Base, watched.Token, "property-tax");
        var ids = new List<string>();
        var begin = DateTimeOffset.UtcNow;
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await client.SubmitAsync(ServeClient.Identifiers(4, $"{i}-"), "SCRAPING_ONLY", "TAX_DATA_COLLECTION"));
        }

        foreach (var id in ids)
        {
            Assert.Equal(["tax_data ended 4 0 4 0"], Sources(await client.EndAsync(id)));
        }

        await watched.CancelAsync();
        var released = await watching;
        var pages = (await site.EndAsync()).Where(l => l.Path.StartsWith("/tax/", StringComparison.Ordinal)).OrderBy(l => l.Start).ToList();
        Assert.Equal(12, pages.Count);
        // Pages of one site alone were asked for, so what was open at once is what was open of it.
        Assert.InRange(pages.Max(p => p.Concurrent), latency > 0 ? pool : 1, pool);
        // What is late on its way arrives together with others, so that the rate is held against when the budget let requests go, and arrivals
        // against the earliest that the rate allows: it cannot be made up for.
        Assert.InRange(ReleaseWatch.MostInASecond(released), 1, rate);
        Assert.All(pages.Index(), p => Assert.True(p.Item.Start >= begin.AddSeconds((p.Index - 1.0) / rate), $"page {p.Index} came {p.Item.Start - begin} after the first job"));
    }

    [SkippableFact]
    public async Task Documents_that_a_script_writes_come_with_the_other_kinds_in_one_job()
    {
        Skip.If(ChromiumProgram.Find(null, Environment.GetEnvironmentVariable) is null, ChromiumProgram.Missing(null));
        await using var site = await ParcelSite.StartAsync();
        using var process = site.Serve(Quick);
        using var client = await ServeClient.OfAsync(process);

        var parameters = new { collect_tax_data = true, collect_sales_data = true, collect_documents = true };
        var id = await client.SubmitAsync(Parcels, "PARALLEL_ALL", "COMPREHENSIVE_COLLECTION", parameters: parameters);
        var ended = await client.EndAsync(id);
        var results = await client.ResultsAsync(id);

        Assert.True(ended.GetProperty("status").GetString() == "completed", ended.ToString());
        Assert.Equal("0032001:tax_data,documents | 1-1:api,property_details,sales_data | 1-3-100:api,property_details,sales_data | no-such-parcel:", Had(results));
        Assert.Equal(31, results.GetProperty("results")[0].GetProperty("data").GetProperty("documents").GetProperty("property_documents").GetArrayLength());
        process.Signal(BackfillProcess.SigTerm);
        Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
    }

    [SkippableFact]
    public async Task Without_a_browser_the_server_says_so_at_its_start_and_only_what_needs_it_fails()
    {
        await using var site = await ParcelSite.StartAsync();
        using var process = site.Serve([.. Quick, """scraper.documents.set=["source.browser.executable=/nowhere/chromium"]"""]);
        using var client = await ServeClient.OfAsync(process);
        Assert.Contains("documents: there is no /nowhere/chromium; jobs that ask for it fail", process.Error, StringComparison.Ordinal);

        var id = await client.SubmitAsync(["1-1"], "SCRAPING_ONLY", "COMPREHENSIVE_COLLECTION", parameters: new { collect_documents = true });
        var ended = await client.EndAsync(id);

        Assert.Equal("failed", ended.GetProperty("status").GetString());
        Assert.StartsWith("documents: ", ended.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("1-1:property_details", Had(await client.ResultsAsync(id)));
    }

    // Every row of the answer against the rows of the tables, which other tests hold against the oracles.
    private static void AssertRows(ParcelSite site, JsonElement results)
    {
        foreach (var source in results.GetProperty("results").EnumerateArray().SelectMany(r => r.GetProperty("data").EnumerateObject().Select(d => (Parcel: r.GetProperty("identifier").GetString()!, d.Name, d.Value))))
        {
            foreach (var table in source.Value.ValueKind == JsonValueKind.Object ? source.Value.EnumerateObject().ToList() : [])
            {
                Assert.Equal($"{table.Value.GetArrayLength()}", site.Rows($"SELECT count(*) FROM {table.Name} WHERE apn = '{source.Parcel}'").Single()[0]);
            }
        }
    }

    private static IEnumerable<string> Sources(JsonElement answer) => answer.GetProperty("sources").EnumerateArray().Select(s =>
        $"{s.GetProperty("source").GetString()} {s.GetProperty("state").GetString()} {s.GetProperty("units")} {s.GetProperty("done")} {s.GetProperty("empty")} {s.GetProperty("failed")}");

    private static string Had(JsonElement results) => string.Join(" | ", results.GetProperty("results").EnumerateArray().Select(r =>
        $"{r.GetProperty("identifier").GetString()}:{string.Join(',', r.GetProperty("data").EnumerateObject().Where(d => d.Value.ValueKind == JsonValueKind.Object).Select(d => d.Name))}"));
}

using System.Text.Json;
using ActorBackfill.Connectors.Browser;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>Pages of real parcels, rendered by the replay, over HTTP into SQLite by the console: what a script writes, and what goes wrong.</summary>
public sealed class PropertyPagesTests
{
    [SkippableFact]
    public async Task Documents_that_a_script_writes_are_those_of_the_oracle()
    {
        Skip.If(ChromiumProgram.Find(null, Environment.GetEnvironmentVariable) is null, ChromiumProgram.Missing(null));
        await using var parcels = await ParcelSite.StartAsync();
        await parcels.RunAsync("property-documents", "--limit", "4");
        Assert.Equal(4, parcels.AssertDocuments());
    }

    [SkippableFact]
    public async Task A_page_that_is_gone_fails_its_parcel_by_name_and_the_others_are_there()
    {
        await using var parcels = await ParcelSite.StartAsync("404=1,/sales/1-3-100", "html=1,/sales/2-3");
        var run = await parcels.TryAsync("property-sales", "--filter", "apn=1-1,1-3-100,2-3", "--max-attempts", "2");
        Assert.Equal(3, run.Exit);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(["apn=1-3-100", "apn=2-3"], result.RootElement.GetProperty("failedUnits").EnumerateArray().Select(u => u.GetProperty("unit").GetString()!).Order());

        Assert.Equal(
            ["1-1:4", "1-3-100:", "2-3:"],
            parcels.Rows("WITH asked(apn) AS (VALUES ('1-1'), ('1-3-100'), ('2-3')) SELECT apn, (SELECT nullif(count(*), 0) FROM property_sales s WHERE s.apn = asked.apn) FROM asked")
                .Select(r => $"{r[0]}:{r[1]}"));
    }

    [SkippableFact]
    public async Task A_parcel_has_a_result_or_none_for_each_kind_of_page()
    {
        Skip.If(ChromiumProgram.Find(null, Environment.GetEnvironmentVariable) is null, ChromiumProgram.Missing(null));
        await using var parcels = await ParcelSite.StartAsync("500=1,/tax/0032001");
        parcels.Write("apns.csv", "apn\n0032001\n1-1\n");
        var run = await parcels.TryAsync(
            "property-pages", "--set", "plan.page.values=[details,tax,sales,documents,unknown]", "--max-attempts", "2");

        Assert.Equal(3, run.Exit);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal("apn=0032001/page=tax", Assert.Single(result.RootElement.GetProperty("failedUnits").EnumerateArray()).GetProperty("unit").GetString());

        // Ten pages, robots.txt, the data of the one that a script writes, and one page once more.
        Assert.Equal((13, 1), (result.RootElement.GetProperty("requests").GetInt32(), result.RootElement.GetProperty("retries").GetInt32()));
        Assert.Equal((3, 6, 1), (Units(result, "done"), Units(result, "empty"), Units(result, "failed")));
        Assert.Equal(["0032001 documents 31", "1-1 details 0", "1-1 sales 0"], parcels.Rows("SELECT apn, page, json_array_length(document_numbers) FROM property_pages ORDER BY 1, 2").Select(r => string.Join(' ', r)));
        Assert.Equal("[0.0,0.0,0.0,260000.0]", parcels.Rows("SELECT sale_prices FROM property_pages WHERE page = 'sales'").Single()[0]);
    }

    [SkippableFact]
    public async Task A_parcel_that_comes_again_changes_its_owner_address_and_time_and_nothing_else()
    {
        await using var parcels = await ParcelSite.StartAsync();
        string[] one = ["--filter", "apn=1-1"];
        await parcels.RunAsync("property-details", one);
        var before = parcels.Rows("SELECT * FROM properties").Single();
        parcels.Change("UPDATE properties SET owner_name = 'OLD', property_address = 'OLD', last_updated = '2000-01-01', mailing_address = 'KEPT', year_built = 1, raw_data = '{}'");

        // Another batch: a job of its own, into the same table.
        await parcels.RunAsync("property-details", [.. one, "--set", "job=second-batch"]);

        var after = parcels.Rows("SELECT owner_name, property_address, last_updated > '2020', mailing_address, year_built, raw_data FROM properties").Single();
        Assert.Equal([before[1], before[2], "1", "KEPT", "1", "{}"], after);
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Documents_of_every_parcel_are_those_of_the_oracle()
    {
        Skip.If(ChromiumProgram.Find(null, Environment.GetEnvironmentVariable) is null, ChromiumProgram.Missing(null));
        await using var parcels = await ParcelSite.StartAsync();
        await parcels.RunAsync("property-documents");
        Assert.Equal(209, parcels.AssertDocuments());
    }

    private static int Units(JsonDocument run, string outcome) => run.RootElement.GetProperty("units").GetProperty(outcome).GetInt32();
}

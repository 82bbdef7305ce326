using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>
/// Pages and records of real parcels, over HTTP by the console; held against what others counted in the data. Each database only supplies
/// its sinks.
/// </summary>
public abstract class PropertyOracleTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Tax_pages_of_three_neighborhoods_give_the_counts_of_the_oracle()
    {
        await using var parcels = await StartAsync();
        await parcels.RunAsync("property-tax", "--filter", "apn.nbhd=Presidio,\"Lincoln Park\",\"Golden Gate Park\"");
        parcels.AssertNeighborhoods(["golden-gate-park", "lincoln-park", "presidio"]);
        Assert.Equal(38 + 766 + 551, parcels.Count("property_tax"));
    }

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData("1")]
    [InlineData("10")]
    public async Task Every_page_of_both_counties_gives_what_the_oracles_say(string workers)
    {
        await using var parcels = await StartAsync();
        await parcels.RunAsync("property-tax", "--workers", workers);
        parcels.AssertNeighborhoods(null);
        parcels.AssertRolls();
        await parcels.RunAsync("property-details", "--workers", workers);
        parcels.AssertClasses();
        await parcels.RunAsync("property-sales", "--workers", workers);
        parcels.AssertSales();
        await parcels.RunAsync("property-api", "--workers", workers);
        parcels.AssertRecords();
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Pages_and_records_equal_the_oracles_after_the_process_was_killed_five_times()
    {
        // Pages are so slow that the kills come before the end.
        await using var parcels = await StartAsync(TimeSpan.FromMilliseconds(10));
        var kills = new RandomKills(parcels.Sinks, output);

        await kills.CompleteAsync(parcels.Folder, ParcelSite.Sink, parcels.Arguments("property-tax", "--filter", "apn.nbhd=Seacliff", "--workers", "10"), most: 8);
        await kills.CompleteAsync(parcels.Folder, ParcelSite.Sink, parcels.Arguments("property-sales", "--workers", "10"), most: 8);
        await kills.CompleteAsync(parcels.Folder, ParcelSite.Sink, parcels.Arguments("property-api", "--workers", "10"), most: 3);

        parcels.AssertNeighborhoods(["seacliff"]);
        parcels.AssertSales();
        parcels.AssertRecords();
    }

    /// <summary>Gets the sinks of a test.</summary>
    /// <param name="directory">Where the test works.</param>
    private protected abstract TestSinks Sinks(string directory);

    private Task<ParcelSite> StartAsync(TimeSpan latency = default) => ParcelSite.StartAsync(Sinks, latency);
}

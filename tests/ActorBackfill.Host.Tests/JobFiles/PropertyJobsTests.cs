using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class PropertyJobsTests
{
    private static readonly string[] Sites = ["property-tax", "property-sales", "property-documents", "property-details", "property-pages"];

    [Fact]
    public void Each_site_has_a_limit_of_its_own()
    {
        var limits = Sites.Select(s => Source(s).Limit).ToList();
        Assert.Equal(Sites, limits.Select(l => l.Budget));
    }

    [Theory]
    [InlineData("property-documents")]
    [InlineData("property-pages")]
    public void Pages_are_asked_for_once_a_second_by_four_at_most(string job)
    {
        var source = Source(job);
        Assert.Equal((1.0, 4), (source.Limit.RequestsPerSecond, source.Limit.Concurrency));
        Assert.Equal((4, TimeSpan.FromSeconds(30)), (source.Browser!.Pages, source.Browser.PageTimeout));
    }

    [Fact]
    public void Properties_have_the_columns_of_the_system_that_is_replaced_and_update_three()
    {
        var table = Assert.Single(JobFile.Load(JobText.Request("property-details")).Job.Sink.Tables);
        Assert.Equal(
            "apn owner_name property_address mailing_address legal_description land_use_code year_built living_area_sqft lot_size_sqft bedrooms bathrooms pool garage_spaces raw_data last_updated",
            string.Join(' ', table.Columns.Select(c => c.Name)));
        Assert.Equal("owner_name property_address last_updated", string.Join(' ', table.Update!.Value));
        Assert.True(table.Columns.Single(c => c.Name == "last_updated").IsVolatile);
    }

    private static HttpSourceDefinition Source(string job) => Assert.IsType<HttpSourceDefinition>(JobFile.Load(JobText.Request(job)).Job.Source);
}

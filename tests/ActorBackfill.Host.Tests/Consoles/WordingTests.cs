using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Tests.Consoles;

public sealed class WordingTests
{
    [Theory]
    [InlineData(0.85, "850 ms")]
    [InlineData(6.34, "6.3 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(6_000, "1 h 40 min")]
    [InlineData(266_400, "3 d 02 h")]
    public void A_duration_has_at_most_two_units(double seconds, string text) => Assert.Equal(text, Wording.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.254, "0.25")]
    [InlineData(41.23, "41.2")]
    [InlineData(120_400, "120,400")]
    public void A_rate_has_the_decimals_that_say_something(double rate, string text) => Assert.Equal(text, Wording.Rate(rate));

    [Fact]
    public void A_hundred_percent_means_all()
    {
        Assert.Equal("99 %", Wording.Percent(9_999, 10_000));
        Assert.Equal("100 %", Wording.Percent(10_000, 10_000));
        Assert.Equal("100 %", Wording.Percent(0, 0));
    }

    [Fact]
    public void One_is_singular()
    {
        Assert.Equal("1 unit", Wording.Count(1, "unit"));
        Assert.Equal("1,204 units", Wording.Count(1_204, "unit"));
    }

    [Fact]
    public void A_path_outside_of_the_directory_stays_whole()
    {
        Assert.Equal(Path.Combine("a", "b.db"), Wording.FilePath("/data/here/a/b.db", "/data/here"));
        Assert.Equal("/data/b.db", Wording.FilePath("../b.db", "/data/here"));
    }
}

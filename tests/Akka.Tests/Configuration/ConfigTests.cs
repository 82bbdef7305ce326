using Akka.Configuration;

namespace Akka.Tests.Configuration;

public class ConfigTests
{
    private static readonly Config Some = ConfigurationFactory.ParseString("""
        a { text = hi, number = 7, real = 1.5, yes = on, list = [x, y], time = 5 s, bare = 250, forever = infinite, size = 10 KiB }
        nothing = null
        """);

    [Fact]
    public void Values_are_read_as_what_is_asked_for()
    {
        Assert.Equal("hi", Some.GetString("a.text"));
        Assert.Equal(7, Some.GetInt("a.number"));
        Assert.Equal(7L, Some.GetLong("a.number"));
        Assert.Equal(1.5, Some.GetDouble("a.real"));
        Assert.Equal(1.5m, Some.GetDecimal("a.real"));
        Assert.True(Some.GetBoolean("a.yes"));
        Assert.Equal(["x", "y"], Some.GetStringList("a.list"));
        Assert.Equal(10 * 1024, Some.GetByteSize("a.size"));
    }

    [Fact]
    public void A_bare_number_is_milliseconds_and_infinite_is_known()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), Some.GetTimeSpan("a.time"));
        Assert.Equal(TimeSpan.FromMilliseconds(250), Some.GetTimeSpan("a.bare"));
        Assert.Equal(Timeout.InfiniteTimeSpan, Some.GetTimeSpan("a.forever"));
        Assert.Throws<ConfigurationException>(() => Some.GetTimeSpan("a.forever", null, allowInfinite: false));
    }

    [Fact]
    public void What_is_missing_is_the_default()
    {
        Assert.Equal("default", Some.GetString("b", "default"));
        Assert.Null(Some.GetString("b"));
        Assert.Equal(3, Some.GetInt("a.none", 3));
        Assert.Equal(TimeSpan.FromSeconds(1), Some.GetTimeSpan("b", TimeSpan.FromSeconds(1)));
        Assert.Empty(Some.GetStringList("b"));
        Assert.True(Some.GetConfig("b").IsEmpty);
        Assert.False(Some.HasPath("nothing"));
        Assert.True(Some.HasPath("a.list"));
        Assert.Null(Some.GetByteSize("b"));
    }

    [Fact]
    public void A_fallback_gives_what_is_missing_deep_inside()
    {
        var both = ConfigurationFactory.ParseString("a.text = over").WithFallback(Some);
        Assert.Equal("over", both.GetString("a.text"));
        Assert.Equal(7, both.GetInt("a.number"));
        Assert.Equal("hi", Some.GetString("a.text"));
    }

    [Fact]
    public void What_cannot_be_read_says_where()
    {
        var error = Assert.Throws<ConfigurationException>(() => Some.GetInt("a.text"));
        Assert.Contains("hi", error.Message, StringComparison.Ordinal);
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = {"));
    }

    [Fact]
    public void A_printed_configuration_reads_back_the_same()
    {
        var again = ConfigurationFactory.ParseString(Some.ToString());
        Assert.Equal(Some.ToString(), again.ToString());
        Assert.Equal(Some.Root.ToString(), again.Root.ToString());
    }
}

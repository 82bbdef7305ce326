using ActorBackfill.Engine.Statistics;

namespace ActorBackfill.Engine.Tests.Statistics;

public class ThroughputTests
{
    [Fact]
    public void Before_the_first_unit_the_rate_is_zero() => Assert.Equal(0, new Throughput().PerSecond(TimeSpan.FromSeconds(5)));

    [Fact]
    public void A_steady_rate_is_told_as_it_is()
    {
        var throughput = new Throughput();
        for (var i = 0; i < 6_000; i++)
        {
            throughput.Add(TimeSpan.FromMilliseconds(i * 10), 1);
        }

        Assert.InRange(throughput.PerSecond(TimeSpan.FromSeconds(60)), 96, 104);
    }

    [Fact]
    public void What_is_older_than_the_window_is_forgotten()
    {
        var throughput = new Throughput();
        throughput.Add(TimeSpan.FromSeconds(1), 1_000_000);
        Assert.Equal(0, throughput.PerSecond(TimeSpan.FromSeconds(60)));
    }
}

using ActorBackfill.Engine.Limiting;

namespace ActorBackfill.Engine.Tests.Limiting;

public class RecentWaitsTests
{
    [Fact]
    public void Before_the_first_wait_there_is_nothing_to_say() => Assert.Null(new RecentWaits().Percentiles());

    [Fact]
    public void Half_and_19_of_20_are_those_of_the_last_waits()
    {
        var waits = new RecentWaits();
        for (var i = 0; i < RecentWaits.Most; i++)
        {
            waits.Add(TimeSpan.FromHours(1));
        }

        for (var i = RecentWaits.Most; i > 0; i--)
        {
            waits.Add(TimeSpan.FromSeconds(i));
        }

        Assert.Equal((TimeSpan.FromSeconds(128), TimeSpan.FromSeconds(244)), waits.Percentiles());
    }
}

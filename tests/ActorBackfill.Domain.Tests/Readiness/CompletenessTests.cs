using ActorBackfill.Domain.Readiness;

namespace ActorBackfill.Domain.Tests.Readiness;

public class CompletenessTests
{
    [Theory]
    [InlineData(20, 19, 0.95, true)]
    [InlineData(20, 18, 0.95, false)]
    [InlineData(1000, 950, 0.95, true)]
    [InlineData(3, 2, 0.67, false)]
    [InlineData(10, 10, 1, true)]
    [InlineData(10, 9, 1, false)]
    [InlineData(0, 0, 0.95, false)]
    public void Exactly_as_much_as_required_is_enough(long expected, long actual, double required, bool isReady) =>
        Assert.Equal(isReady, new Completeness(expected, actual, required).IsProductionReady);

    [Fact]
    public void What_is_not_known_is_zero_and_not_ready()
    {
        var unknown = default(Completeness);

        Assert.Equal((0L, 0L, 0L, 0.0, false, false), (unknown.Expected, unknown.Actual, unknown.Missing, unknown.Percent, unknown.IsComplete, unknown.IsProductionReady));
        Assert.False(Upstream.None.AllReady);
    }

    [Fact]
    public void A_unit_is_held_by_the_first_job_that_is_not_ready()
    {
        var upstream = new Upstream(
        [
            new UpstreamJob("scores", "date=2021-11-15", new Completeness(10, 10)),
            new UpstreamJob("ratings", "date=2021-11-15", new Completeness(4, 1), Holds: false),
            new UpstreamJob("defense", "date=2021-11-15", new Completeness(11, 10, 0.95)),
        ]);

        Assert.Equal("defense: 90.9 % (10/11) of date=2021-11-15", upstream.HeldBy?.ToString());
        Assert.Equal(new Completeness(25, 21, 1), upstream.Completeness);
        Assert.False(upstream.AllReady);
    }

    [Fact]
    public void Every_name_of_a_column_has_a_value()
    {
        var completeness = new Completeness(4, 3, 0.75);

        Assert.Equal(["4", "3", "1", "75", "False", "True"], Completeness.Names.Select(n => $"{completeness.Value(n)}"));
    }
}

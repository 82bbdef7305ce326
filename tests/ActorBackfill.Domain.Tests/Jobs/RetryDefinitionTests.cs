using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Tests.Jobs;

public sealed class RetryDefinitionTests
{
    private static readonly RetryDefinition Retry = new() { MinBackoff = TimeSpan.FromSeconds(1), MaxBackoff = TimeSpan.FromSeconds(30) };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(100, 30)]
    [InlineData(int.MaxValue, 30)]
    public void The_bound_of_a_delay_doubles_up_to_the_largest(int failed, double seconds)
    {
        Assert.Equal(TimeSpan.Zero, Retry.DelayAfter(failed, 0));
        Assert.Equal(seconds / 2, Retry.DelayAfter(failed, 0.5).TotalSeconds, 6);
        Assert.InRange(Retry.DelayAfter(failed, Math.BitDecrement(1.0)).TotalSeconds, seconds * 0.999, seconds);
    }

    [Fact]
    public void There_is_no_delay_before_the_first_failure() => Assert.Throws<ArgumentOutOfRangeException>(() => Retry.DelayAfter(0, 0.5));

    [Fact]
    public void No_backoff_is_no_delay() => Assert.Equal(TimeSpan.Zero, (Retry with { MinBackoff = TimeSpan.Zero }).DelayAfter(9, 0.9));

    [Fact]
    public void The_defaults_are_those_of_the_documentation() => Assert.Equal(
        (5, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5)),
        (new RetryDefinition().MaxAttempts, new RetryDefinition().MinBackoff, new RetryDefinition().MaxBackoff, new RetryDefinition().AttemptTimeout));
}

using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Tests.BoxScores;

public sealed class ShootingEfficiencyTests
{
    [Theory]
    [InlineData(22, 16, 7, 0.576520)] // Kevin Durant, 2020-12-22
    [InlineData(2, 0, 2, 1.136364)] // two free throws made, no shot: above 1
    [InlineData(0, 5, 0, 0.0)]
    [InlineData(3, 1, 0, 1.5)]
    public void True_shooting_is_points_over_twice_the_shooting_possessions(int points, int attempts, int freeThrows, double expected) =>
        Assert.Equal(expected, ShootingEfficiency.TrueShooting(points, attempts, freeThrows)!.Value, 6);

    [Theory]
    [InlineData(7, 1, 16, 0.468750)]
    [InlineData(1, 1, 1, 1.5)]
    [InlineData(0, 0, 3, 0.0)]
    public void Effective_field_goal_counts_a_three_as_one_and_a_half(int made, int threes, int attempts, double expected) =>
        Assert.Equal(expected, ShootingEfficiency.EffectiveFieldGoal(made, threes, attempts)!.Value, 6);

    [Fact]
    public void Without_attempts_there_is_no_percentage()
    {
        Assert.Null(ShootingEfficiency.TrueShooting(0, 0, 0));
        Assert.Null(ShootingEfficiency.EffectiveFieldGoal(0, 0, 0));
    }

    [Fact]
    public void Free_throws_alone_give_true_shooting_but_no_effective_field_goal()
    {
        Assert.NotNull(ShootingEfficiency.TrueShooting(1, 0, 2));
        Assert.Null(ShootingEfficiency.EffectiveFieldGoal(0, 0, 0));
    }

    [Fact]
    public void An_unknown_number_gives_no_percentage()
    {
        Assert.Null(ShootingEfficiency.TrueShooting(null, 3, 1));
        Assert.Null(ShootingEfficiency.TrueShooting(3, 3, null));
        Assert.Null(ShootingEfficiency.EffectiveFieldGoal(3, null, 5));
    }
}

using System.Text.RegularExpressions;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Tests.Outcomes;

public sealed class FailureCategoryTests
{
    [Fact]
    public void Every_category_is_named_by_its_own_words()
    {
        foreach (var category in Enum.GetValues<FailureCategory>())
        {
            Assert.Equal(Regex.Replace(category.ToString(), "(?<!^)([A-Z])", "-$1").ToLowerInvariant(), category.Name());
        }
    }

    [Theory]
    [InlineData(FailureCategory.Transient, true)]
    [InlineData(FailureCategory.Truncated, true)]
    [InlineData(FailureCategory.InvalidData, false)]
    [InlineData(FailureCategory.Auth, false)]
    [InlineData(FailureCategory.Calculation, false)]
    public void A_failure_can_be_tried_again_as_its_category_says_unless_it_says_otherwise(FailureCategory category, bool canRetry)
    {
        Assert.Equal(canRetry, new BackfillException(category, "x").CanRetry);
        Assert.False(new BackfillException(category, "x") { CanRetry = false }.CanRetry);
    }

    [Fact]
    public void The_numbers_of_outcomes_are_those_of_the_journal() => Assert.Equal(
        [0, 1, 2, 3, 4],
        new[] { UnitOutcome.Done, UnitOutcome.Empty, UnitOutcome.Skipped, UnitOutcome.Failed, UnitOutcome.Quarantined }.Select(o => (int)o));
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Verifying.Equivalence;

namespace ActorBackfill.Host.Tests.Verifying;

public sealed class UnitVerdictTests
{
    private static readonly ClosedUnit Reset = Failed(FailureCategory.Transient), Wrong = Failed(FailureCategory.InvalidData), Thrown = Failed(FailureCategory.Calculation);
    private static readonly ClosedUnit Skipped = new(0, UnitOutcome.Skipped, 1, null, "not wanted", 5);

    public static TheoryData<ClosedUnit?, ClosedUnit?, bool, bool> Ends => new()
    {
        { Skipped, Skipped, false, false },
        { Skipped, null, true, false },
        { Thrown, null, true, false },
        { null, Thrown, true, false },
        { Thrown, Wrong, true, false },
        { Thrown, Skipped, true, false },
        { Thrown, Thrown, false, true },
        { Reset, null, false, true },
        { null, Reset, false, true },
        { Reset, Thrown, false, true },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_failure_that_passes_is_no_difference_and_no_proof(ClosedUnit? left, ClosedUnit? right, bool differs, bool isUnproven)
    {
        var verdict = UnitVerdict.Of(Units(left), Units(right));

        Assert.Equal((differs, isUnproven), (verdict.Differ.Length == 1, verdict.Unproven.Length == 1));
        Assert.Equal(["day=1"], verdict.LeaveOut);
    }

    [Fact]
    public void The_ends_are_told_in_words()
    {
        var end = Assert.Single(UnitVerdict.Of(Units(null), Units(Thrown)).Differ);

        Assert.Equal(("day=1", "settled", "failed, calculation: it went wrong"), (end.Unit, end.Left, end.Right));
    }

    private static ClosedUnit Failed(FailureCategory category) => new(0, UnitOutcome.Failed, 1, category.Name(), "it went wrong", 5);

    private static ImmutableDictionary<string, ClosedUnit> Units(ClosedUnit? unit) =>
        unit is null ? ImmutableDictionary<string, ClosedUnit>.Empty : ImmutableDictionary<string, ClosedUnit>.Empty.Add("day=1", unit);
}

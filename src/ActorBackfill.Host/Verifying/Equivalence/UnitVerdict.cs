using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>A unit that did not end in both runs with a ledger row.</summary>
/// <param name="Unit">Its key.</param>
/// <param name="Left">How it ended in the reference: <c>failed, transient: ...</c>.</param>
/// <param name="Right">How it ended in the other run.</param>
internal sealed record UnitEnds(string Unit, string Left, string Right);

/// <summary>What units that failed or were skipped mean for a proof. Pure.</summary>
/// <param name="Differ">Units that ended in another way for no reason but the number of workers.</param>
/// <param name="Unproven">Units that failed in a way that passes, or in the same way in both runs: nothing is known of their rows.</param>
/// <param name="LeaveOut">The keys whose rows do not count.</param>
internal sealed record UnitVerdict(ImmutableArray<UnitEnds> Differ, ImmutableArray<UnitEnds> Unproven, ImmutableHashSet<string> LeaveOut)
{
    /// <summary>Judges the units that ended without rows in one of two runs.</summary>
    /// <param name="left">Those of the reference.</param>
    /// <param name="right">Those of the other run.</param>
    public static UnitVerdict Of(IReadOnlyDictionary<string, ClosedUnit> left, IReadOnlyDictionary<string, ClosedUnit> right)
    {
        var differ = ImmutableArray.CreateBuilder<UnitEnds>();
        var unproven = ImmutableArray.CreateBuilder<UnitEnds>();
        var leaveOut = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var unit in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
        {
            var (a, b) = (left.GetValueOrDefault(unit), right.GetValueOrDefault(unit));
            leaveOut.Add(unit);
            if (a?.Outcome == UnitOutcome.Skipped && b?.Outcome == UnitOutcome.Skipped)
            {
                continue;
            }

            var isChance = Passes(a) || Passes(b) || (IsFailure(a) && IsFailure(b) && a!.Category == b!.Category);
            (isChance ? unproven : differ).Add(new UnitEnds(unit, Text(a), Text(b)));
        }

        return new UnitVerdict(differ.ToImmutable(), unproven.ToImmutable(), leaveOut.ToImmutable());
    }

    private static bool IsFailure(ClosedUnit? unit) => unit?.Outcome is UnitOutcome.Failed or UnitOutcome.Quarantined;

    // A failure that another attempt could have healed says nothing about the number of workers.
    private static bool Passes(ClosedUnit? unit) =>
        IsFailure(unit) && Enum.GetValues<FailureCategory>().Any(category => category.Name() == unit!.Category && category.CanRetry());

    private static string Text(ClosedUnit? unit) => unit switch
    {
        null => "settled",
        { Outcome: UnitOutcome.Skipped } => $"skipped: {unit.Text}",
        _ => $"failed, {unit.Category}: {unit.Text}",
    };
}

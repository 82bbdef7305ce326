using System.Globalization;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Planning;

/// <summary>Units by the values of each dimension: how many, and how many of them are done.</summary>
internal static class PlanValues
{
    /// <summary>Values of a dimension that are shown at most.</summary>
    public const int Rows = 20;

    /// <summary>Gets the values of a dimension with their units; only the first when there are many.</summary>
    /// <param name="plan">The plan, selections counted.</param>
    /// <param name="state">What the journal says.</param>
    /// <param name="at">Which dimension.</param>
    public static IReadOnlyList<(string Value, long Units, long Done)> Of(Plan plan, CheckpointState state, int at)
    {
        var dimension = plan.Dimensions[at];
        var shown = (int)Math.Min(Rows, dimension.Count);
        var (units, done) = (new long[shown], new long[shown]);
        foreach (var (first, count) in plan.OrdinalRuns())
        {
            var ends = dimension.IndexOfCoordinate(plan.CoordinateOf(first, at)) == dimension.IndexOfCoordinate(plan.CoordinateOf(first + count - 1, at));
            for (var i = 0L; i < count; i += ends ? count : 1)
            {
                var place = dimension.IndexOfCoordinate(plan.CoordinateOf(first + i, at));
                if (place >= 0 && place < shown)
                {
                    var part = state.CountIn(first + i, ends ? count : 1);
                    units[place] += ends ? count : 1;
                    done[place] += part.Done + part.Empty;
                }
            }
        }

        return [.. Enumerable.Range(0, shown).Select(i => (dimension.ValueAt(i), units[i], done[i]))];
    }

    /// <summary>Gets the lines for people; none for a dimension of one value.</summary>
    /// <param name="plan">The plan, selections counted.</param>
    /// <param name="state">What the journal says.</param>
    /// <param name="at">Which dimension.</param>
    public static IEnumerable<string> Lines(Plan plan, CheckpointState state, int at)
    {
        var dimension = plan.Dimensions[at];
        if (dimension.Count == 1 || plan.Dimensions.Count == 1)
        {
            yield break;
        }

        foreach (var (value, units, done) in Of(plan, state, at))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {PlainText.Of(value, 60)}  {Wording.Count(units, "unit")}{(done == 0 ? "" : $", {Wording.Number(done)} done")}");
        }

        if (dimension.Count > Rows)
        {
            yield return $"  ... and {Wording.Count(dimension.Count - Rows, "value")} more";
        }
    }
}

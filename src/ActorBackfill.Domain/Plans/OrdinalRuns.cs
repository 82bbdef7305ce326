using System.Collections.Immutable;

namespace ActorBackfill.Domain.Plans;

/// <summary>The ordinals of a plan as runs: counting by them is what makes the status of a million units take no time.</summary>
internal static class OrdinalRuns
{
    /// <summary>Gets the runs.</summary>
    /// <param name="dimensions">The plan's dimensions.</param>
    /// <param name="layout">How their coordinates make ordinals.</param>
    public static IEnumerable<(long First, long Count)> Of(ImmutableArray<Dimension> dimensions, OrdinalLayout layout)
    {
        var lowest = layout.Lowest;
        var runs = dimensions[lowest].CoordinateRuns();
        var places = new long[dimensions.Length];
        var coordinates = new long[dimensions.Length];
        do
        {
            for (var i = 0; i < dimensions.Length; i++)
            {
                coordinates[i] = dimensions[i].CoordinateAt(places[i]);
            }

            foreach (var (first, count) in runs)
            {
                coordinates[lowest] = first;
                yield return (layout.Pack(coordinates), count);
            }
        }
        while (Next(places, dimensions, lowest));
    }

    // Counts up through all dimensions but the lowest; false after the last.
    private static bool Next(long[] places, ImmutableArray<Dimension> dimensions, int lowest)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (i != lowest)
            {
                if (++places[i] < dimensions[i].Count)
                {
                    return true;
                }

                places[i] = 0;
            }
        }

        return false;
    }
}

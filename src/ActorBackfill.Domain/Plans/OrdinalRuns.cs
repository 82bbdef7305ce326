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

    /// <summary>Gets the runs of a product of coordinates, whether the plan has them or not.</summary>
    /// <param name="coordinates">Runs of coordinates, one list a dimension in the order of the plan's dimensions.</param>
    /// <param name="layout">How coordinates make ordinals.</param>
    public static IEnumerable<(long First, long Count)> Of(IReadOnlyList<IReadOnlyList<(long First, long Count)>> coordinates, OrdinalLayout layout)
    {
        if (coordinates.Any(c => c.Count == 0))
        {
            yield break;
        }

        var run = new int[coordinates.Count];
        var now = new long[coordinates.Count];
        for (var i = 0; i < now.Length; i++)
        {
            now[i] = coordinates[i][0].First;
        }

        do
        {
            foreach (var (first, count) in coordinates[layout.Lowest])
            {
                now[layout.Lowest] = first;
                yield return (layout.Pack(now), count);
            }
        }
        while (Next(run, now, coordinates, layout.Lowest));
    }

    private static bool Next(int[] run, long[] now, IReadOnlyList<IReadOnlyList<(long First, long Count)>> coordinates, int lowest)
    {
        for (var i = 0; i < now.Length; i++)
        {
            if (i == lowest)
            {
                continue;
            }

            var (first, count) = coordinates[i][run[i]];
            if (++now[i] < first + count)
            {
                return true;
            }

            run[i] = run[i] + 1 < coordinates[i].Count ? run[i] + 1 : 0;
            now[i] = coordinates[i][run[i]].First;
            if (run[i] > 0)
            {
                return true;
            }
        }

        return false;
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

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
        var runs = Coordinates(dimensions[lowest]);
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

    private static List<(long First, long Count)> Coordinates(Dimension dimension)
    {
        var (least, most) = dimension.Coordinates;
        if (most - least + 1 == dimension.Count)
        {
            return [(least, dimension.Count)];
        }

        var all = new long[dimension.Count];
        for (var i = 0L; i < all.Length; i++)
        {
            all[i] = dimension.CoordinateAt(i);
        }

        Array.Sort(all);
        var runs = new List<(long First, long Count)>();
        foreach (var coordinate in all)
        {
            if (runs.Count > 0 && runs[^1].First + runs[^1].Count == coordinate)
            {
                runs[^1] = (runs[^1].First, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((coordinate, 1));
            }
        }

        return runs;
    }
}

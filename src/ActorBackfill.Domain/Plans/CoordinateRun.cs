namespace ActorBackfill.Domain.Plans;

/// <summary>The coordinates of a dimension as runs of consecutive ones.</summary>
internal static class CoordinateRun
{
    /// <summary>Gets the runs, ascending.</summary>
    /// <param name="dimension">Whose.</param>
    public static IReadOnlyList<(long First, long Count)> Of(Dimension dimension)
    {
        var (least, most) = dimension.Coordinates;
        // Of a part, the bounds are those of the whole.
        if (most - least + 1 == dimension.Count && dimension is not PartDimension)
        {
            return [(least, dimension.Count)];
        }

        var all = new long[dimension.Count];
        for (var i = 0L; i < all.Length; i++)
        {
            all[i] = dimension.CoordinateAt(i);
        }

        Array.Sort(all);
        return Of(all);
    }

    /// <summary>Gets how many coordinates two lists of runs have in common.</summary>
    /// <param name="one">Runs, ascending.</param>
    /// <param name="other">Runs, ascending.</param>
    public static long Common(IReadOnlyList<(long First, long Count)> one, IReadOnlyList<(long First, long Count)> other)
    {
        var common = 0L;
        for (int i = 0, k = 0; i < one.Count && k < other.Count;)
        {
            var (oneEnd, otherEnd) = (one[i].First + one[i].Count, other[k].First + other[k].Count);
            common += Math.Max(0, Math.Min(oneEnd, otherEnd) - Math.Max(one[i].First, other[k].First));
            _ = oneEnd <= otherEnd ? i++ : k++;
        }

        return common;
    }

    /// <summary>Joins runs that follow each other without a gap.</summary>
    /// <param name="ascending">Runs, ascending, none over another.</param>
    public static IReadOnlyList<(long First, long Count)> Joined(IEnumerable<(long First, long Count)> ascending)
    {
        var runs = new List<(long First, long Count)>();
        foreach (var (first, count) in ascending)
        {
            if (runs.Count > 0 && runs[^1].First + runs[^1].Count == first)
            {
                runs[^1] = (runs[^1].First, runs[^1].Count + count);
            }
            else
            {
                runs.Add((first, count));
            }
        }

        return runs;
    }

    private static IReadOnlyList<(long First, long Count)> Of(long[] ascending) => Joined(ascending.Select(c => (c, 1L)));
}

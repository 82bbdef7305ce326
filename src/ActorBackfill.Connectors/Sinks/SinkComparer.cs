using System.Collections.Immutable;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>
/// Compares what two sinks hold of one job. First by sums, unit by unit in one pass over both; then, in the tables whose sums differ, row
/// by row along the key. One row of each sink is in memory at a time.
/// </summary>
public static class SinkComparer
{
    /// <summary>Compares.</summary>
    /// <param name="left">One sink, its tables made by us.</param>
    /// <param name="right">The other; nobody writes to either.</param>
    /// <param name="leaveOut">Keys of units that do not count, because they failed in one of the runs.</param>
    /// <param name="most">How many units and rows that differ are named. Default 20.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">A sink cannot be read.</exception>
    public static SinkComparison Compare(ISinkStore left, ISinkStore right, IReadOnlySet<string> leaveOut, int most = 20)
    {
        try
        {
            return Run(left, right, leaveOut, most);
        }
        catch (Exception e) when ((left.Unavailable(e) ?? right.Unavailable(e)) is { } failure)
        {
            throw failure;
        }
    }

    private static SinkComparison Run(ISinkStore left, ISinkStore right, IReadOnlySet<string> leaveOut, int most)
    {
        using var one = new SinkSide(left, leaveOut);
        using var other = new SinkSide(right, leaveOut);
        var lonely = ImmutableArray.CreateBuilder<(string, bool)>();
        var (units, lonelyCount, changed) = (0L, 0L, 0L);
        while (Lower(one.Unit, other.Unit) is { } unit)
        {
            var (a, b) = (one.Take(unit), other.Take(unit));
            if (a.IsSettled != b.IsSettled)
            {
                lonelyCount++;
                Keep(lonely, (unit, a.IsSettled), most);
            }
            else if (a.IsSettled)
            {
                units++;
                changed += a.Content == b.Content ? 0 : 1;
            }
        }

        var tables = one.Tables.Zip(other.Tables, (a, b) => new TableComparison(a.Table, a.Content, b.Content)).ToImmutableArray();
        var rows = ImmutableArray.CreateBuilder<RowDifference>();
        var rowCount = 0L;
        if (tables.Any(t => t.Left != t.Right))
        {
            using var differ = new RowDiffer(left, right, leaveOut);
            foreach (var table in left.Tables.Zip(tables).Where(t => t.Second.Left != t.Second.Right))
            {
                foreach (var row in differ.Differences(table.First.Table))
                {
                    rowCount++;
                    Keep(rows, row, most);
                }
            }
        }

        return new SinkComparison
        {
            Tables = tables,
            Units = units,
            Lonely = lonely.ToImmutable(),
            LonelyCount = lonelyCount,
            ChangedUnits = changed,
            Rows = rows.ToImmutable(),
            RowCount = rowCount,
        };
    }

    private static void Keep<T>(ImmutableArray<T>.Builder kept, T difference, int most)
    {
        if (kept.Count < most)
        {
            kept.Add(difference);
        }
    }

    private static string? Lower(string? left, string? right) =>
        left is null ? right : right is null || string.CompareOrdinal(left, right) < 0 ? left : right;
}

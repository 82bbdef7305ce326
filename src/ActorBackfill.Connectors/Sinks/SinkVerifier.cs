using System.Collections.Immutable;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>
/// Compares a job's ledger with what its tables hold, unit by unit, in one pass over everything in unit order; one row is in memory at a
/// time. One read transaction: a run may go on meanwhile.
/// </summary>
public static class SinkVerifier
{
    /// <summary>Compares.</summary>
    /// <param name="sink">The sink, opened in any mode.</param>
    /// <param name="maxDifferences">How many units that differ are named. Default 100.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">The sink cannot be read.</exception>
    public static SinkVerification Verify(ISinkStore sink, int maxDifferences = 100)
    {
        try
        {
            using var view = sink.OpenView();
            return Verify(sink, view, maxDifferences);
        }
        catch (Exception e) when (sink.Unavailable(e) is { } failure)
        {
            throw failure;
        }
    }

    private static SinkVerification Verify(ISinkStore sink, ISinkView view, int maxDifferences)
    {
        var job = view.Job ?? 0;
        var tables = sink.Tables.Select(t => new TableCursor(view, t, job)).ToList();
        using var ledger = job == 0 ? null : new LedgerCursor(view, job);
        try
        {
            var differences = ImmutableArray.CreateBuilder<UnitDifference>();
            var count = 0L;
            var byUnit = sink.Tables.All(t => t.HasUnit);
            while (Lowest(ledger, tables) is { } unit)
            {
                var said = ledger is not null && ledger.Unit == unit ? ledger.Take() : (ContentTotal?)null;
                var found = tables.Where(t => t.Unit == unit).Aggregate(default(ContentTotal), (sum, t) => sum + t.Take());
                if (byUnit && said != found)
                {
                    count++;
                    if (differences.Count < maxDifferences)
                    {
                        differences.Add(new UnitDifference(unit, said, found));
                    }
                }
            }

            return new SinkVerification
            {
                Tables = [.. tables.Select(t => new TableContent(t.Name, t.HasUnit, t.Total))],
                Sink = tables.Aggregate(default(ContentTotal), (sum, t) => sum + t.Total),
                Units = ledger?.Units ?? 0,
                Ledger = ledger?.Total ?? default,
                Differences = differences.ToImmutable(),
                DifferenceCount = count,
            };
        }
        finally
        {
            tables.ForEach(t => t.Dispose());
        }
    }

    private static string? Lowest(LedgerCursor? ledger, List<TableCursor> tables)
    {
        var lowest = ledger?.Unit;
        foreach (var table in tables)
        {
            if (table.Unit is { } unit && (lowest is null || string.CompareOrdinal(unit, lowest) < 0))
            {
                lowest = unit;
            }
        }

        return lowest;
    }
}

using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>
/// Finds the rows of one unit that the database refuses, in a transaction that is dropped afterwards. Rows are written by halves behind
/// savepoints and those that were taken stay, so that what one row does to the next (a value that must be unique) is seen.
/// </summary>
/// <param name="group">The connection, in a transaction.</param>
/// <param name="unit">The unit, whose policy rejects rows.</param>
/// <param name="refusal">Makes an error the refusal of a row; null when it is something else, which ends the search.</param>
internal sealed class RowSearch(ISinkGroup group, UnitResult unit, Func<Exception, BackfillException?> refusal)
{
    /// <summary>How often rows that were refused are tried again after others were taken: one of them may refer to another.</summary>
    private const int MaxRounds = 8;

    private const int MaxReason = 500;

    private readonly SortedDictionary<(int Table, int Row), BackfillException> _refused = [];

    /// <summary>Gets the unit without the rows that the database refuses.</summary>
    /// <param name="fence">Who writes.</param>
    /// <param name="now">When.</param>
    /// <exception cref="BackfillException"><see cref="FailureCategory.InvalidData"/>: there are more of them than the policy allows.</exception>
    public UnitResult Run(Fence fence, DateTimeOffset now)
    {
        // Its ledger row, and the rows of an earlier time that give way.
        group.Write([unit with { Rows = [], Unless = null, Rejected = [] }], fence, now);
        foreach (var table in group.InOrder(unit.Rows))
        {
            Take(table, 0, unit.Rows[table].Rows.Count);
        }

        for (var round = 0; group.ChecksRowsTogether && round < MaxRounds && TakeRefused(); round++)
        {
        }

        return _refused.Count == 0 ? unit : Trimmed();
    }

    private void Take(int table, int first, int count)
    {
        if (count == 0)
        {
            return;
        }

        try
        {
            group.TryRows(unit.Unit.Key, unit.Rows[table], first, count);
            return;
        }
        catch (Exception e) when (refusal(e) is { } refused)
        {
            if (count == 1)
            {
                _refused.Add((table, first), refused);
                CheckShare(isAll: false);
                return;
            }
        }

        Take(table, first, count / 2);
        Take(table, first + (count / 2), count - (count / 2));
    }

    /// <summary>Tries the refused rows again; false when none was taken.</summary>
    private bool TakeRefused()
    {
        var before = _refused.Count;
        foreach (var (table, row) in _refused.Keys.ToList())
        {
            try
            {
                group.TryRows(unit.Unit.Key, unit.Rows[table], row, 1);
                _refused.Remove((table, row));
            }
            catch (Exception e) when (refusal(e) is not null)
            {
                // It stays refused.
            }
        }

        return _refused.Count > 0 && _refused.Count < before;
    }

    private UnitResult Trimmed()
    {
        CheckShare(isAll: true);
        var hash = unit.Hash;
        var rejected = unit.Rejected.ToBuilder();
        foreach (var ((table, row), error) in _refused)
        {
            var rows = unit.Rows[table];
            hash = hash.Subtract(new RowHasher(rows.Table).Hash(rows.Rows[row]));
            rejected.Add(new RejectedRow(rows.Table.Name, error.Column, Reason(error), RejectedJson.Of(rows.Table, rows.Rows[row])));
        }

        var all = rejected.DrainToImmutable();
        RejectRules.CheckSize(all);
        return unit with { Rows = [.. Left()], RowCount = unit.RowCount - _refused.Count, Hash = hash, Rejected = all, RefusedRows = _refused.Count };
    }

    private IEnumerable<TableRows> Left() => unit.Rows
        .Select((table, at) => table with { Rows = [.. table.Rows.Where((_, row) => !_refused.ContainsKey((at, row)))] })
        .Where(table => table.Rows.Count > 0);

    private void CheckShare(bool isAll) => RejectRules.Check(
        unit.Policy,
        unit.RowCount + unit.Duplicates - _refused.Count,
        unit.Rejected.Length + _refused.Count,
        unit.Rejected is [var earlier, ..] ? earlier.Reason : Reason(_refused.First().Value),
        isAll);

    // The driver is told to keep values to itself, so a reason is short; a trigger's own words may be anything.
    private static string Reason(BackfillException error) =>
        error.Message.Length <= MaxReason ? error.Message : error.Message[..MaxReason].TrimEnd() + "...";
}

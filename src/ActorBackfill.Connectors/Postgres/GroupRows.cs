using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Gathers the rows of a group a table. Where two of its units bring a row of one key, the later one has it, as if it had come later.</summary>
internal sealed class GroupRows(IReadOnlyDictionary<string, PostgresTable> tables, long job)
{
    private readonly Dictionary<string, (List<UnitRow> Rows, Dictionary<RowKey, int>? Places)> _rows = new(StringComparer.Ordinal);

    /// <summary>Adds the rows of a unit.</summary>
    public void Add(UnitResult unit, LedgerCorrections corrections)
    {
        foreach (var rows in unit.Rows)
        {
            if (!tables.TryGetValue(rows.Table.Name, out var table))
            {
                throw new BackfillException(FailureCategory.SinkSchema, $"table '{rows.Table.Name}' is not a table of the job");
            }

            Add(unit.Unit.Key, table, rows, corrections);
        }
    }

    /// <summary>Takes what was gathered.</summary>
    public List<(string Table, List<UnitRow> Rows)> Take()
    {
        // Tables in one order for everybody.
        var taken = _rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value.Rows)).ToList();
        _rows.Clear();
        return taken;
    }

    private void Add(string unit, PostgresTable table, TableRows rows, LedgerCorrections corrections)
    {
        var name = table.Table.Name;
        if (!_rows.TryGetValue(name, out var gathered))
        {
            // Rows of one unit have keys of their own.
            _rows[name] = ([.. rows.Rows.Select((row, i) => new UnitRow(unit, row, i + 1))], null);
            return;
        }

        var places = gathered.Places ?? Places(table, gathered.Rows);
        _rows[name] = (gathered.Rows, places);
        for (var i = 0; i < rows.Rows.Count; i++)
        {
            var row = new UnitRow(unit, rows.Rows[i], i + 1);
            if (places.TryAdd(RowKey.Of(table.Table, row.Values), gathered.Rows.Count))
            {
                gathered.Rows.Add(row);
            }
            else
            {
                ref var place = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(gathered.Rows)[places[RowKey.Of(table.Table, row.Values)]];
                place = Overwrite(table, place, row, corrections);
            }
        }
    }

    private UnitRow Overwrite(PostgresTable table, UnitRow before, UnitRow row, LedgerCorrections corrections)
    {
        var merged = TakenRows.Merge(table, before.Values, row.Values);
        if (table.HasUnit)
        {
            var hasher = new RowHasher(table.Table);
            corrections.Add(job, before.Unit, -1, ContentHash.Empty.Subtract(hasher.Hash(before.Values)));
            corrections.Add(job, row.Unit, 0, hasher.Hash(merged).Subtract(hasher.Hash(row.Values)));
        }

        return row with { Values = merged };
    }

    private static Dictionary<RowKey, int> Places(PostgresTable table, List<UnitRow> rows)
    {
        var places = new Dictionary<RowKey, int>(rows.Count * 2);
        for (var i = 0; i < rows.Count; i++)
        {
            places[RowKey.Of(table.Table, rows[i].Values)] = i;
        }

        return places;
    }
}

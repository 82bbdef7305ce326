using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Engine.Ports;

/// <summary>Collects the rows of one unit: maps, converts, and keeps the last of rows with the same key. One thread at a time.</summary>
public sealed class UnitRows
{
    private readonly PlanUnit _unit;
    private readonly Dictionary<string, (RowMapper Mapper, Dictionary<RowKey, object?[]> Rows)> _tables = new(StringComparer.Ordinal);

    /// <summary>Creates an empty collection.</summary>
    /// <param name="unit">Whose rows.</param>
    /// <param name="mappers">One a table of the job; may be shared by all units of a worker.</param>
    public UnitRows(PlanUnit unit, IEnumerable<RowMapper> mappers)
    {
        _unit = unit;
        foreach (var mapper in mappers)
        {
            _tables[mapper.Table.Name] = (mapper, []);
        }
    }

    /// <summary>Gets the rows that were dropped because a later one of this unit had their key.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Gets the rows a table; tables without rows are left out.</summary>
    public IReadOnlyList<TableRows> Tables =>
        [.. _tables.Values.Where(t => t.Rows.Count > 0).Select(t => new TableRows(t.Mapper.Table, [.. t.Rows.Values]))];

    /// <summary>Adds a row made from a record.</summary>
    public void Add(string table, Record record) => Add(table, mapper => mapper.Map(record, _unit));

    /// <summary>Adds a row made from an item.</summary>
    public void Add(string table, Item item) => Add(table, mapper => mapper.Map(item, _unit));

    /// <summary>Adds a row of every table, made from an item.</summary>
    public void AddToAll(Item item)
    {
        foreach (var table in _tables.Keys)
        {
            Add(table, item);
        }
    }

    private void Add(string table, Func<RowMapper, object?[]> map)
    {
        if (!_tables.TryGetValue(table, out var into))
        {
            throw new BackfillException(FailureCategory.SinkSchema, $"table '{table}' is not a table of the job");
        }

        var row = map(into.Mapper);
        var key = RowKey.Of(into.Mapper.Table, row);
        Duplicates += into.Rows.ContainsKey(key) ? 1 : 0;
        into.Rows[key] = row;
    }
}

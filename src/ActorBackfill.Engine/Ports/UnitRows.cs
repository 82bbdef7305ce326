using System.Collections.Immutable;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Engine.Ports;

/// <summary>Collects the rows of one unit: maps, converts, and keeps the last of rows with the same key. One thread at a time.</summary>
public sealed partial class UnitRows
{
    private readonly PlanUnit _unit;
    private readonly ImmutableArray<RowMapper> _mappers;
    private readonly List<object?[]>?[] _rows;
    private readonly Dictionary<RowKey, int>?[] _places;

    /// <summary>Creates an empty collection.</summary>
    /// <param name="unit">Whose rows.</param>
    /// <param name="mappers">One a table of the job; may be shared by all units of a worker.</param>
    /// <param name="upstream">What the jobs that the unit needs have for it; null is none.</param>
    public UnitRows(PlanUnit unit, ImmutableArray<RowMapper> mappers, Upstream? upstream = null)
    {
        (_unit, _mappers, Upstream) = (unit, mappers, upstream ?? Upstream.None);
        _rows = new List<object?[]>?[mappers.Length];
        _places = new Dictionary<RowKey, int>?[mappers.Length];
    }

    /// <summary>Gets what the jobs that the unit needs have for it.</summary>
    public Upstream Upstream { get; }

    /// <summary>Gets the rows that were dropped because a later one of this unit had their key.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Gets the rows a table, in the order of the job's tables; tables without rows are left out.</summary>
    public IReadOnlyList<TableRows> Tables
    {
        get
        {
            var tables = new List<TableRows>(_rows.Length);
            for (var i = 0; i < _rows.Length; i++)
            {
                if (_rows[i] is { } rows)
                {
                    tables.Add(new TableRows(_mappers[i].Table, rows));
                }
            }

            return tables;
        }
    }

    /// <summary>Adds a row made from a record.</summary>
    public void Add(string table, Record record)
    {
        var at = IndexOf(table);
        try
        {
            Add(at, _mappers[at].Map(record, _unit, Upstream));
        }
        catch (BackfillException e) when (IsRejected(e))
        {
            Reject(_mappers[at].Reject(record, _unit, Upstream, e));
        }
    }

    /// <summary>Adds a row made from an item.</summary>
    public void Add(string table, Item item)
    {
        Add(IndexOf(table), item);
    }

    /// <summary>Adds a row of every table, made from an item.</summary>
    public void AddToAll(Item item)
    {
        for (var at = 0; at < _mappers.Length; at++)
        {
            Add(at, item);
        }
    }

    private void Add(int at, Item item)
    {
        try
        {
            Add(at, _mappers[at].Map(item, _unit, Upstream));
        }
        catch (BackfillException e) when (IsRejected(e))
        {
            Reject(_mappers[at].Reject(item, _unit, Upstream, e));
        }
    }

    private int IndexOf(string table)
    {
        for (var at = 0; at < _mappers.Length; at++)
        {
            if (_mappers[at].Table.Name == table)
            {
                return at;
            }
        }

        throw new BackfillException(FailureCategory.SinkSchema, $"table '{table}' is not a table of the job");
    }

    private void Add(int at, object?[] row)
    {
        var table = _mappers[at].Table;
        if (_rows[at] is not { } rows)
        {
            // One row needs no book of keys: many units have no more.
            _rows[at] = [row];
            return;
        }

        var places = _places[at] ??= new Dictionary<RowKey, int> { [RowKey.Of(table, rows[0])] = 0 };
        if (places.TryAdd(RowKey.Of(table, row), rows.Count))
        {
            rows.Add(row);
        }
        else
        {
            rows[places[RowKey.Of(table, row)]] = row;
            Duplicates++;
        }
    }
}

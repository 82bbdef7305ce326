using System.Collections.Immutable;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;

namespace ActorBackfill.Domain.Rows;

/// <summary>Makes rows of one table from items or records: each column takes the value at its path and converts it. Immutable.</summary>
public sealed class RowMapper
{
    private readonly ImmutableArray<ItemPath> _paths;

    /// <summary>Creates a mapper.</summary>
    /// <param name="table">The table.</param>
    /// <exception cref="FormatException">A column's path is not a path.</exception>
    public RowMapper(TableDefinition table)
    {
        Table = table;
        _paths = [.. table.Columns.Select(c => ItemPath.Parse(c.Path))];
    }

    /// <summary>Gets the table.</summary>
    public TableDefinition Table { get; }

    /// <summary>Makes a row from an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="unit">Its unit, for <c>$unit.NAME</c>.</param>
    /// <param name="upstream">What the jobs that it needs have for it; null is none.</param>
    /// <exception cref="BackfillException">A value cannot be what its column says, or a key is NULL.</exception>
    public object?[] Map(Item item, PlanUnit unit, Upstream? upstream = null) =>
        Map(unit, upstream, static (path, from) => path.Find(from) is { } found ? found : null, item);

    /// <summary>Makes a row from a processor's record.</summary>
    /// <param name="record">The record; columns whose path is one name take that value, others are NULL.</param>
    /// <param name="unit">Its unit, for <c>$unit.NAME</c>.</param>
    /// <param name="upstream">What the jobs that it needs have for it; null is none.</param>
    /// <exception cref="BackfillException">A value cannot be what its column says, or a key is NULL.</exception>
    public object?[] Map(Record record, PlanUnit unit, Upstream? upstream = null) =>
        Map(unit, upstream, static (path, from) => path.SingleName is { } name ? from.GetValueOrDefault(name) : null, record);

    /// <summary>Describes an item of which <see cref="Map(Item, PlanUnit, Upstream?)"/> made no row.</summary>
    /// <param name="item">The item.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="upstream">What the jobs that it needs have for it; null is none.</param>
    /// <param name="error">Why.</param>
    public RejectedRow Reject(Item item, PlanUnit unit, Upstream? upstream, BackfillException error) =>
        Reject(unit, upstream, static (path, from) => path.Find(from) is { } found ? found : null, item, error);

    /// <summary>Describes a record of which <see cref="Map(Record, PlanUnit, Upstream?)"/> made no row.</summary>
    /// <param name="record">The record.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="upstream">What the jobs that it needs have for it; null is none.</param>
    /// <param name="error">Why.</param>
    public RejectedRow Reject(Record record, PlanUnit unit, Upstream? upstream, BackfillException error) =>
        Reject(unit, upstream, static (path, from) => path.SingleName is { } name ? from.GetValueOrDefault(name) : null, record, error);

    private RejectedRow Reject<TFrom>(PlanUnit unit, Upstream? upstream, Func<ItemPath, TFrom, object?> find, TFrom from, BackfillException error) =>
        new(Table.Name, error.Column, error.Message, RejectedJson.Of(Table, [.. _paths.Select(path => Value(path, unit, upstream, find, from))]));

    private static object? Value<TFrom>(ItemPath at, PlanUnit unit, Upstream? upstream, Func<ItemPath, TFrom, object?> find, TFrom from) => at switch
    {
        { UnitValue: { } name } => unit.Value(name),
        { CompletenessValue: { } name } => (upstream ?? Upstream.None).Completeness.Value(name),
        { IsUpstreamReady: true } => (upstream ?? Upstream.None).AllReady,
        var path => find(path, from),
    };

    private object?[] Map<TFrom>(PlanUnit unit, Upstream? upstream, Func<ItemPath, TFrom, object?> find, TFrom from)
    {
        var row = new object?[_paths.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = ColumnValue.Convert(Value(_paths[i], unit, upstream, find, from), Table.Columns[i], Table.Name);
        }

        foreach (var key in Table.KeyPositions)
        {
            if (row[key] is null)
            {
                throw new BackfillException(FailureCategory.InvalidData, $"{Table.Name}.{Table.Columns[key].Name} is part of the key and is NULL") { Column = Table.Columns[key].Name };
            }
        }

        return row;
    }
}

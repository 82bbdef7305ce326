using System.Collections.Immutable;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Engine.Ports;

/// <summary>One attempt at one unit, as a processor sees it. Used by one thread at a time.</summary>
/// <param name="unit">The unit.</param>
/// <param name="attempt">Which attempt, from 1.</param>
/// <param name="items">What the source gave.</param>
/// <param name="reader">The worker's own connection to the sink, read-only.</param>
/// <param name="time">The clock of the run.</param>
/// <param name="rows">Where rows go.</param>
public sealed class UnitContext(
    PlanUnit unit, int attempt, IReadOnlyList<Item> items, ISinkReader reader, TimeProvider time, UnitRows rows)
{
    private const int MostWarnings = 10;

    private readonly List<string> _warnings = [];

    /// <summary>Gets the unit.</summary>
    public PlanUnit Unit => unit;

    /// <summary>Gets which attempt this is, from 1.</summary>
    public int Attempt => attempt;

    /// <summary>Gets what the jobs that the unit needs (<c>requires</c>) have for it; it may run although they are not complete.</summary>
    public Upstream Upstream => rows.Upstream;

    /// <summary>Gets what the source gave.</summary>
    public IReadOnlyList<Item> Items => items;

    /// <summary>Gets the worker's own connection to the sink, read-only: look-ups, rows of other units and tables.</summary>
    public ISinkReader Reader => reader;

    /// <summary>Gets the clock of the run.</summary>
    public TimeProvider Time => time;

    /// <summary>Gets the reason given to <see cref="Skip"/>, or null.</summary>
    public string? SkipReason { get; private set; }

    /// <summary>Adds one row; the table's columns take their values from the record by their paths.</summary>
    /// <param name="table">A table of the job.</param>
    /// <param name="record">Values by name; a name that is missing is NULL.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">A value cannot be what its column says.</exception>
    public void Emit(string table, Record record) => rows.Add(table, record);

    /// <summary>Adds one row; the table's columns take their values from the item by their paths.</summary>
    /// <param name="table">A table of the job.</param>
    /// <param name="item">The item.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">A value cannot be what its column says.</exception>
    public void Emit(string table, Item item) => rows.Add(table, item);

    /// <summary>Gets what <see cref="Warn"/> was told.</summary>
    public ImmutableArray<string> Warnings => [.. _warnings];

    /// <summary>Says what is odd about the unit and no failure: it is counted, shown and logged, and the unit goes on. At most 10 sentences are kept.</summary>
    /// <param name="text">One sentence with the values.</param>
    public void Warn(string text)
    {
        if (_warnings.Count < MostWarnings)
        {
            _warnings.Add(text);
        }
    }

    /// <summary>Declines the unit: what was emitted is dropped, and the journal keeps the reason.</summary>
    /// <param name="reason">For the person who reads the report.</param>
    public void Skip(string reason) => SkipReason = reason;
}

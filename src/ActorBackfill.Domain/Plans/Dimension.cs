using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// One dimension of a plan: its values in plan order, and for each a coordinate, a number that stays what it is when the range widens,
/// the order turns or values are added.
/// </summary>
public abstract class Dimension
{
    private readonly PlanOrder _order;

    /// <summary>Creates the common part.</summary>
    /// <param name="definition">Name, wave and order.</param>
    protected Dimension(DimensionDefinition definition)
    {
        Name = definition.Name;
        IsWave = definition.IsWave;
        _order = definition.Order;
    }

    /// <summary>Creates the common part of a part of another dimension, which is in its order already.</summary>
    /// <param name="whole">The other one.</param>
    private protected Dimension(Dimension whole)
    {
        Name = whole.Name;
        IsWave = whole.IsWave;
    }

    /// <summary>Gets the dimension's name.</summary>
    public string Name { get; }

    /// <summary>Gets whether each value is a wave.</summary>
    public bool IsWave { get; }

    /// <summary>Gets the number of values, at least 1.</summary>
    public abstract long Count { get; }

    /// <summary>Gets the bits a coordinate may need; 0 means whatever the others leave.</summary>
    public abstract int FixedBits { get; }

    /// <summary>Gets whether coordinates may be negative.</summary>
    public virtual bool IsNumber => false;

    /// <summary>Gets the smallest and the largest coordinate of its values, those that a list had earlier included.</summary>
    public abstract (long Least, long Most) Coordinates { get; }

    /// <summary>Gets one line for people: range or number of values.</summary>
    public abstract string Description { get; }

    /// <summary>Gets what coordinates mean, <c>month</c> or <c>3 days</c>: with another shape they would be other units' ordinals.</summary>
    public abstract string Shape { get; }

    /// <summary>Gets the place, from the first to the last, from which on periods are not over yet; beyond the count when all are.</summary>
    public long FirstOpen { get; protected init; } = long.MaxValue;

    /// <summary>Gets the value at a place in plan order.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public string ValueAt(long index) => NaturalValue(Turn(index));

    /// <summary>Gets the coordinate at a place in plan order; may be negative.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public long CoordinateAt(long index) => NaturalCoordinate(Turn(index));

    /// <summary>Gets the place of a value in plan order, or -1.</summary>
    /// <param name="value">The value as in a unit key.</param>
    public long IndexOf(string value) => NaturalIndex(value) is >= 0 and var index ? Turn(index) : -1;

    /// <summary>Gets the place of a coordinate in plan order, or -1.</summary>
    /// <param name="coordinate">As <see cref="CoordinateAt"/> gave it.</param>
    public long IndexOfCoordinate(long coordinate) => NaturalIndexOfCoordinate(coordinate) is >= 0 and var index ? Turn(index) : -1;

    /// <summary>Gets the coordinate of a value, in this plan's range or not; null when it is no value of such a dimension.</summary>
    /// <param name="value">The value as in a unit key.</param>
    public abstract long? CoordinateOf(string value);

    /// <summary>Gets the value of a coordinate, in this plan's range or not; null when there is none.</summary>
    /// <param name="coordinate">A coordinate of this or an older plan.</param>
    public abstract string? ValueOf(long coordinate);

    /// <summary>Gets whether the period at a place in plan order is not over yet.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public virtual bool IsOpenAt(long index) => Turn(index) >= FirstOpen;

    /// <summary>Gets something else that is known of a value: the first day of a period, a column of an entity list; null when it is not.</summary>
    /// <param name="value">The value as in a unit key.</param>
    /// <param name="fact">Its name; see <see cref="PeriodFacts.NamesOf"/>.</param>
    public virtual string? FactOf(string value, string fact) => null;

    /// <summary>Gets the coordinates of its values as runs of consecutive ones, ascending.</summary>
    public virtual IReadOnlyList<(long First, long Count)> CoordinateRuns() => CoordinateRun.Of(this);

    /// <summary>Gets a value by its place from the first to the last.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    protected abstract string NaturalValue(long index);

    /// <summary>Gets a coordinate by its place from the first to the last.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    protected abstract long NaturalCoordinate(long index);

    /// <summary>Gets the place of a value from the first to the last, or -1.</summary>
    /// <param name="value">The value as in a unit key.</param>
    protected abstract long NaturalIndex(string value);

    /// <summary>Gets the place of a coordinate from the first to the last, or -1.</summary>
    /// <param name="coordinate">A coordinate of this or an older plan.</param>
    protected abstract long NaturalIndexOfCoordinate(long coordinate);

    /// <summary>Turns a place in plan order into a place from first to last, and back.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    protected long Turn(long index) => _order == PlanOrder.Newest ? Count - 1 - index : index;
}

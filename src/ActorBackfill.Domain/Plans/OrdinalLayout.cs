using System.Collections.Immutable;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// Packs the coordinates of a unit into one ordinal of 63 bits. It depends only on the names and kinds of the dimensions, never on their
/// ranges, order or waves: fields in ordinal name order, 22 bits for a calendar, the rest shared evenly, at most 41 bits each.
/// </summary>
public sealed class OrdinalLayout
{
    private readonly ImmutableArray<Field> _fields;

    /// <summary>Creates the layout.</summary>
    /// <param name="dimensions">The plan's dimensions in any order.</param>
    /// <exception cref="PlanException">A coordinate does not fit its bits.</exception>
    public OrdinalLayout(IReadOnlyList<Dimension> dimensions)
    {
        var named = new int[dimensions.Count];
        for (var i = 0; i < named.Length; i++)
        {
            named[i] = i;
        }

        Array.Sort(named, (left, right) => string.CompareOrdinal(dimensions[left].Name, dimensions[right].Name));
        var free = dimensions.Count(d => d.FixedBits == 0);
        var rest = 63 - dimensions.Sum(d => d.FixedBits);
        var share = free == 0 ? 0 : Math.Min(41, rest / free);
        if (rest < 0 || (free > 0 && share < 8))
        {
            throw new PlanException($"{dimensions.Count} dimensions are too many");
        }

        var fields = new Field[dimensions.Count];
        var shift = 0;
        Lowest = named[^1];
        for (var i = named.Length - 1; i >= 0; i--)
        {
            var (dimension, position) = (dimensions[named[i]], named[i]);
            var bits = dimension.FixedBits == 0 ? share : dimension.FixedBits;
            // Numbers may be negative; their field is centred. Calendars and lists count from 0.
            var offset = dimension.IsNumber ? 1L << (bits - 1) : 0;
            fields[position] = new Field(shift, bits, offset);
            Check(dimension, fields[position]);
            shift += bits;
        }

        _fields = [.. fields];
    }

    /// <summary>Gets the position of the dimension whose coordinate is the ordinal's lowest part: its neighbours are the ordinal's.</summary>
    public int Lowest { get; }

    /// <summary>Gets whether a coordinate has a place in the ordinal; one that has not would run over into its neighbour's.</summary>
    /// <param name="dimension">Position of the dimension in the order given to the constructor.</param>
    /// <param name="coordinate">The coordinate.</param>
    public bool Fits(int dimension, long coordinate) => _fields[dimension].Holds(coordinate);

    /// <summary>Packs coordinates.</summary>
    /// <param name="coordinates">One a dimension, in the order given to the constructor.</param>
    public long Pack(ReadOnlySpan<long> coordinates)
    {
        var ordinal = 0L;
        for (var i = 0; i < _fields.Length; i++)
        {
            ordinal |= (coordinates[i] + _fields[i].Offset) << _fields[i].Shift;
        }

        return ordinal;
    }

    /// <summary>Gets one coordinate of an ordinal.</summary>
    /// <param name="ordinal">As <see cref="Pack"/> gave it.</param>
    /// <param name="dimension">Position of the dimension in the order given to the constructor.</param>
    public long Unpack(long ordinal, int dimension)
    {
        var field = _fields[dimension];
        return ((ordinal >> field.Shift) & ((1L << field.Bits) - 1)) - field.Offset;
    }

    private static void Check(Dimension dimension, Field field)
    {
        var (least, most) = dimension.Coordinates;
        if (!field.Holds(least) || !field.Holds(most))
        {
            var value = dimension.ValueOf(field.Holds(least) ? most : least);
            throw new PlanException($"dimension '{dimension.Name}': {value} is beyond what {field.Bits} bits can number");
        }
    }

    private readonly record struct Field(int Shift, int Bits, long Offset)
    {
        public bool Holds(long coordinate) => coordinate >= -Offset && coordinate < (1L << Bits) - Offset;
    }
}

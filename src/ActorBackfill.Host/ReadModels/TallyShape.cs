using System.Globalization;
using System.Numerics;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.ReadModels;

/// <summary>
/// How units are counted by the values of their dimensions: each value by itself while there are few, neighbours together where there are
/// many, so that the counts are bounded whatever the plan. The width is a power of two: it seldom changes, and then the model is rebuilt.
/// </summary>
internal sealed class TallyShape
{
    // 65,536 days are 179 years; of numbers nobody looks at more cells than a screen has.
    private const int CalendarBits = 16;
    private const int NumberBits = 12;

    private readonly Plan _plan;
    private readonly int[] _shifts;

    public TallyShape(Plan plan)
    {
        _plan = plan;
        _shifts = [.. plan.Dimensions.Select(Shift)];
    }

    /// <summary>Gets the shape as a text: another one means another model.</summary>
    public string Text => string.Join('/', _plan.Dimensions.Select((d, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(d.Name)}:{d.GetType().Name}:{_shifts[i]}")));

    public int Dimensions => _shifts.Length;

    /// <summary>Gets how many neighbouring coordinates of a dimension are counted together.</summary>
    public long Width(int dimension) => 1L << _shifts[dimension];

    /// <summary>Gets where a unit is counted.</summary>
    public long Bucket(long ordinal, int dimension) => _plan.CoordinateOf(ordinal, dimension) >> _shifts[dimension];

    private static int Shift(Dimension dimension)
    {
        var (least, most) = dimension.Coordinates;
        var bits = BitOperations.Log2((ulong)Math.Max(1, most - least)) + 1;
        return Math.Max(0, bits - (dimension is NumberDimension ? NumberBits : CalendarBits));
    }
}

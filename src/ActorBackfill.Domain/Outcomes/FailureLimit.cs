using System.Globalization;

namespace ActorBackfill.Domain.Outcomes;

/// <summary>How many failures are borne: a number of units, or a share of those that have ended.</summary>
public readonly record struct FailureLimit
{
    /// <summary>A share is judged from so many ended units on: the first failure of a run is not 100 %.</summary>
    public const int MinSample = 20;

    private FailureLimit(long? count, double? percent) => (Count, Percent) = (count, percent);

    /// <summary>Gets the units, 0 or more; null for a share.</summary>
    public long? Count { get; }

    /// <summary>Gets the share in percent, 0 to 100; null for a number.</summary>
    public double? Percent { get; }

    /// <summary>Reads <c>12</c> or <c>2.5%</c>; null when it is neither.</summary>
    /// <param name="text">The text.</param>
    public static FailureLimit? Parse(string text)
    {
        if (text.EndsWith('%'))
        {
            return double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
                ? new FailureLimit(null, percent)
                : null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new FailureLimit(count, null) : null;
    }

    /// <summary>Gets whether there are more failures than are borne.</summary>
    /// <param name="failed">Units that failed.</param>
    /// <param name="ended">Units that ended, failed ones included.</param>
    public bool IsExceeded(long failed, long ended) => Count is { } count
        ? failed > count
        : ended >= MinSample && failed * 100.0 > Percent!.Value * ended;

    /// <inheritdoc/>
    public override string ToString() =>
        Count?.ToString(CultureInfo.InvariantCulture) ?? string.Create(CultureInfo.InvariantCulture, $"{Percent}%");
}

using System.Globalization;

namespace ActorBackfill.Replay.Tables;

/// <summary>How a filter compares a cell with its value.</summary>
internal enum Comparison
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    OneOf,
}

/// <summary>One condition of a query.</summary>
/// <param name="Column">The column's ordinal in the table.</param>
/// <param name="Comparison">How to compare.</param>
/// <param name="Value">What to compare with, as the query gave it.</param>
internal readonly record struct RowFilter(int Column, Comparison Comparison, string Value)
{
    private static readonly (string Suffix, Comparison Comparison)[] Suffixes =
    [
        ("__lt", Comparison.Less), ("__lte", Comparison.LessOrEqual), ("__gt", Comparison.Greater), ("__gte", Comparison.GreaterOrEqual),
        ("__in", Comparison.OneOf),
    ];

    /// <summary>Splits <c>COLUMN__lte</c> into column and comparison.</summary>
    public static (string Column, Comparison Comparison) Split(string name)
    {
        foreach (var (suffix, comparison) in Suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal))
            {
                return (name[..^suffix.Length], comparison);
            }
        }

        return (name, Comparison.Equal);
    }

    /// <summary>
    /// Whether a cell passes. Two numbers compare as numbers, anything else as ordinal text, which orders ISO dates; a
    /// blank cell is neither less nor greater than anything.
    /// </summary>
    public bool Accepts(string cell)
    {
        if (Comparison == Comparison.Equal)
        {
            return string.Equals(cell, Value, StringComparison.Ordinal);
        }

        if (Comparison == Comparison.OneOf)
        {
            return IsOneOf(cell);
        }

        return cell.Length > 0 && Accepts(Order(cell, Value));
    }

    // A cell with a comma in it can be none of them.
    private bool IsOneOf(string cell)
    {
        foreach (var range in Value.AsSpan().Split(','))
        {
            if (Value.AsSpan(range).SequenceEqual(cell))
            {
                return true;
            }
        }

        return false;
    }

    private static int Order(string cell, string value) =>
        TryNumber(cell, out var left) && TryNumber(value, out var right) ? left.CompareTo(right) : string.CompareOrdinal(cell, value);

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private bool Accepts(int order) => Comparison switch
    {
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };
}

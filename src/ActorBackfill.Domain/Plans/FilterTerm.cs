using System.Collections.Immutable;
using System.Globalization;

namespace ActorBackfill.Domain.Plans;

/// <summary>How a term of a <see cref="UnitFilter"/> compares.</summary>
public enum FilterOperator
{
    /// <summary><c>=</c>: one of the term's values, or a part of it in the calendar: <c>date=2024-02</c>.</summary>
    Equal,

    /// <summary><c>!=</c>: none of them.</summary>
    NotEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>; the whole of a longer period: <c>date&lt;=2024</c> ends on 2024-12-31.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>; after the whole of a longer period: <c>date&gt;2024</c> begins on 2025-01-01.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>~</c>: contains one of the term's texts, whatever their case.</summary>
    Contains,
}

/// <summary>One term of a <see cref="UnitFilter"/>: <c>state=VIC,NSW</c>.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Operator">How.</param>
/// <param name="Values">With what: at least one, and one only where there is an order.</param>
public sealed record FilterTerm(string Name, FilterOperator Operator, ImmutableArray<string> Values)
{
    /// <summary>Gets whether a value matches.</summary>
    /// <param name="value">The value; null, when there is none, matches only <see cref="FilterOperator.NotEqual"/>.</param>
    public bool Matches(string? value) => value is null ? Operator == FilterOperator.NotEqual : Operator switch
    {
        FilterOperator.Equal => Values.Any(v => Compare(value, v) == 0),
        FilterOperator.NotEqual => Values.All(v => Compare(value, v) != 0),
        FilterOperator.Contains => Values.Any(v => value.Contains(v, StringComparison.OrdinalIgnoreCase)),
        FilterOperator.Less => Compare(value, Values[0]) < 0,
        FilterOperator.LessOrEqual => Compare(value, Values[0]) <= 0,
        FilterOperator.Greater => Compare(value, Values[0]) > 0,
        _ => Compare(value, Values[0]) >= 0,
    };

    /// <summary>
    /// Compares as people do: numbers by size, everything else as text; a part of a period is equal to it (2024-02-29 to 2024-02).
    /// </summary>
    /// <param name="value">A unit's value.</param>
    /// <param name="with">The value of a term.</param>
    public static int Compare(string value, string with)
    {
        if (IsPartOf(value, with))
        {
            return 0;
        }

        return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && decimal.TryParse(with, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(value, with);
    }

    // 2024-02-29 is part of 2024-02 and of 2024; 2025-W36 of 2025; 2025-09-01T06 of 2025-09-01. Nothing else begins with a year so.
    private static bool IsPartOf(string value, string period) =>
        value.Length > period.Length
        && period.Length is 4 or 7 or 10
        && value[period.Length] is '-' or 'T'
        && value.StartsWith(period, StringComparison.Ordinal)
        && period.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0;
}

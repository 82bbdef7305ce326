using System.Globalization;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>What can be asked of a period: <c>{month.start}</c>, <c>{month.end}</c>.</summary>
public static class PeriodFacts
{
    /// <summary>Gets what can be asked of some or all dates, whatever the plan.</summary>
    public static IReadOnlyList<string> OfDates { get; } = ["start", "end", "next", "year", "month", "day", "hour"];

    /// <summary>Gets the names of what can be asked of a dimension's values.</summary>
    /// <param name="definition">The dimension.</param>
    public static IReadOnlyList<string> NamesOf(DimensionDefinition definition) => definition switch
    {
        CalendarDimensionDefinition { Step.Unit: CalendarUnit.Hour } hours => ["start", "end", "year", "month", "day", "hour", .. EnclosingPeriods.NamesOf(hours.Within)],
        CalendarDimensionDefinition dates => ["start", "end", "next", "year", "month", "day", .. EnclosingPeriods.NamesOf(dates.Within)],
        NumberDimensionDefinition => ["start", "end"],
        ListDimensionDefinition list => list.Attributes.Names,
        EntityListDefinition list => list.Attributes,
        _ => [],
    };

    /// <summary>Gets a fact of days; null for an unknown one.</summary>
    /// <param name="fact">Its name.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day, included.</param>
    internal static string? Of(string fact, DateOnly first, DateOnly last) => fact switch
    {
        "start" => Day(first),
        "end" => Day(last),
        "next" => last == DateOnly.MaxValue ? null : Day(last.AddDays(1)),
        "year" => first.ToString("yyyy", CultureInfo.InvariantCulture),
        "month" => first.ToString("MM", CultureInfo.InvariantCulture),
        "day" => first.ToString("dd", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Gets a fact of hours; null for an unknown one.</summary>
    /// <param name="fact">Its name.</param>
    /// <param name="local">What the zone's clocks show when it begins.</param>
    /// <param name="start">When it begins.</param>
    /// <param name="end">When it is over.</param>
    internal static string? Of(string fact, DateTime local, DateTimeOffset start, DateTimeOffset end) => fact switch
    {
        "start" => Instant(start),
        "end" => Instant(end),
        "hour" => local.ToString("HH", CultureInfo.InvariantCulture),
        "next" => null,
        _ => Of(fact, DateOnly.FromDateTime(local), DateOnly.FromDateTime(local)),
    };

    private static string Day(DateOnly day) => day.ToString("o", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

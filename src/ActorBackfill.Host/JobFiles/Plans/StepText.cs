using System.Globalization;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads the step of a range of dates: <c>month</c>, <c>6h</c>, <c>10 days</c>.</summary>
internal static class StepText
{
    public const string Form = "the step of dates is hour, day, week, month, quarter or year, or several of them: 6h, 10 days, 2 months";

    // About ten years: a longer unit is a mistake.
    private const int MaxDays = 3_660;
    private const int MaxMonths = 120;

    /// <summary>Gets the step, or null for a text that is none.</summary>
    public static CalendarStep? TryParse(string? text)
    {
        if (text is null || Split(text) is not var (count, unit))
        {
            return null;
        }

        return unit switch
        {
            "h" or "hour" => count <= 12 && 24 % count == 0 ? new CalendarStep(CalendarUnit.Hour, count) : null,
            "d" or "day" => Within(CalendarUnit.Day, count, MaxDays),
            "w" or "week" => Within(CalendarUnit.Day, 7L * count, MaxDays),
            "month" => Within(CalendarUnit.Month, count, MaxMonths),
            "quarter" => Within(CalendarUnit.Month, 3L * count, MaxMonths),
            "y" or "year" => Within(CalendarUnit.Month, 12L * count, MaxMonths),
            _ => null,
        };
    }

    /// <summary>Gets the first of the last days that end with one: <c>90d</c>, <c>3 months</c>; null for a text that says no such time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="last">The last day.</param>
    public static DateOnly? FirstOfLast(string text, DateOnly last) => TryParse(text) switch
    {
        { Unit: CalendarUnit.Day, Count: var days } when days <= last.DayNumber => last.AddDays(1 - days),
        { Unit: CalendarUnit.Month, Count: var months } when months < last.Year * 12 => last.AddMonths(-months).AddDays(1),
        _ => null,
    };

    private static CalendarStep? Within(CalendarUnit unit, long count, int most) => count <= most ? new CalendarStep(unit, (int)count) : null;

    private static (int Count, string Unit)? Split(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = text[digits..].TrimStart();
        unit = unit.Length > 1 ? unit.TrimEnd('s') : unit;
        return digits == 0 ? (1, unit.Length > 1 ? unit : "")
            : int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? (count, unit)
            : null;
    }
}

using System.Text.RegularExpressions;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>One end of a range of dates: a period, which has a first and a last day: <c>2025-09-15</c>, <c>2025-W36</c>, <c>2025-09</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="Step">The step whose period it is; null for one in error.</param>
/// <param name="Problem">Why it is none although it looks like one, or null.</param>
internal sealed partial record CalendarBound(string Text, DateOnly First, DateOnly Last, CalendarStep? Step, string? Problem)
{
    public const string Form = "expected a date yyyy-mm-dd or a month yyyy-mm";

    /// <summary>Reads a bound; null for a text that does not even look like one. A year looks like a number and is none here.</summary>
    public static CalendarBound? TryParse(string text) =>
        CalendarText.Day(text) is { } day ? Of(text, day, CalendarStep.Day)
        : CalendarText.Month(text) is { } month ? Of(text, month, CalendarStep.Month)
        : CalendarText.Quarter(text) is { } quarter ? Of(text, quarter, CalendarStep.Quarter)
        : CalendarText.Week(text) is { } week ? Of(text, week, CalendarStep.Week)
        : Similar().IsMatch(text) ? new CalendarBound(text, default, default, null, Complete().IsMatch(text) ? "the calendar has no such date" : $"{Form}, with all its digits")
        : null;

    /// <summary>Reads a bound where a number is a year.</summary>
    public static CalendarBound? TryParseWithYears(string text) =>
        TryParse(text) ?? (CalendarText.Year(text) is { } year ? Of(text, year, CalendarStep.Year) : null);

    private static CalendarBound Of(string text, DateOnly first, CalendarStep step)
    {
        if (step.Unit == CalendarUnit.Day)
        {
            // The calendar's last week ends with it.
            var day = Math.Min(first.DayNumber + step.Count - 1, DateOnly.MaxValue.DayNumber);
            return new CalendarBound(text, first, DateOnly.FromDayNumber(day), step, null);
        }

        var month = first.AddMonths(step.Count - 1);
        return new CalendarBound(text, first, new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)), step, null);
    }

    [GeneratedRegex(@"\A\d{4}-(\d{2}(-\d{2})?|W\d{2}|Q\d)\z")]
    private static partial Regex Complete();

    [GeneratedRegex(@"\A(\d{4}[-/]\d{1,2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-?[WwQq]\d{1,2})\z")]
    private static partial Regex Similar();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>One end of a range of dates: a day <c>2025-09-15</c> or a month <c>2025-09</c>, which has a first and a last day.</summary>
/// <param name="Text">As written.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="IsMonth">Whether it is a month.</param>
/// <param name="Problem">Why it is none although it looks like one, or null.</param>
internal sealed partial record CalendarBound(string Text, DateOnly First, DateOnly Last, bool IsMonth, string? Problem)
{
    public const string Form = "expected a date yyyy-mm-dd or a month yyyy-mm";

    /// <summary>Reads a bound; null for a text that does not even look like one.</summary>
    public static CalendarBound? TryParse(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new CalendarBound(text, day, day, false, null);
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return new CalendarBound(text, month, month.AddMonths(1).AddDays(-1), true, null);
        }

        var problem = Complete().IsMatch(text) ? "the calendar has no such date" : $"{Form}, with all its digits";
        return Similar().IsMatch(text) ? new CalendarBound(text, default, default, false, problem) : null;
    }

    [GeneratedRegex(@"\A\d{4}-\d{2}(-\d{2})?\z")]
    private static partial Regex Complete();

    [GeneratedRegex(@"\A(\d{4}[-/]\d{1,2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})\z")]
    private static partial Regex Similar();
}

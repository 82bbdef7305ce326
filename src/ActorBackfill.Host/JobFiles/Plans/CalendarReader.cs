using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads a dimension of dates, <c>range = [2025-09, 2025-11], step = month</c>, and lays the flags' dates over its range.</summary>
/// <param name="context">The flags, and where errors go.</param>
/// <param name="takesFlags">Whether it is the plan's only dimension of dates.</param>
internal sealed class CalendarReader(JobFileContext context, bool takesFlags)
{
    /// <summary>Gets whether a dimension is one of dates, right or wrong: its step or one of its bounds says so.</summary>
    public static bool IsCalendar(HoconObjectReader reader) => !reader.Has("values")
        && (RangeBounds.TextOf(reader.Value("step")) is "day" or "month"
            || (reader.Value("range")?.AsArray()?.Items.Any(LooksLikeDate) ?? false));

    public CalendarDimensionDefinition? Read(string name, HoconObjectReader reader, bool isWave, PlanOrder order)
    {
        var bounds = RangeBounds.Read(
            reader, context.Errors, text => CalendarBound.TryParse(text) is { } bound ? bound.Problem : CalendarBound.Form);
        var start = (takesFlags ? context.Start : null) ?? (bounds is var (first, _) ? CalendarBound.TryParse(first) : null);
        var end = (takesFlags ? context.End : null) ?? (bounds is var (_, last) ? CalendarBound.TryParse(last) : null);
        var step = Step(reader) ?? (start is { IsMonth: true } && end is { IsMonth: true } ? CalendarStep.Month : CalendarStep.Day);
        if (!reader.Has("range"))
        {
            CheckMissing(reader);
        }

        if (start is null || end is null)
        {
            return null;
        }

        if (end.Last < start.First)
        {
            var (position, path) = Blame(reader);
            context.Errors.Add(position, path, $"{end.Text} is before {start.Text}: a range ends after it starts");
            return null;
        }

        return new CalendarDimensionDefinition(name, isWave, order, step, start.First, end.Last);
    }

    private static bool LooksLikeDate(HoconValue value) =>
        RangeBounds.TextOf(value) is { } text && CalendarBound.TryParse(text) is not null;

    private static CalendarStep? Step(HoconObjectReader reader)
    {
        switch (RangeBounds.TextOf(reader.Value("step")))
        {
            case "day":
                return CalendarStep.Day;
            case "month":
                return CalendarStep.Month;
            case null when !reader.Has("step"):
                return null;
            case var other:
                reader.Error("step", $"'{other ?? reader.Value("step")!.TypeName}': the step of dates is day or month");
                return null;
        }
    }

    private void CheckMissing(HoconObjectReader reader)
    {
        if (!takesFlags)
        {
            reader.Error("range", "is missing: give range = [first, last]");
            return;
        }

        string?[] flags = [context.Request.StartDate is null ? "--start-date" : null, context.Request.EndDate is null ? "--end-date" : null];
        var missing = string.Join(" and ", flags.OfType<string>());
        if (missing.Length > 0)
        {
            reader.Error("range", $"is missing: give range = [first, last], or {missing}");
        }
    }

    // The last word had the flags: the file may be right for itself.
    private (HoconPosition Position, string Path) Blame(HoconObjectReader reader) =>
        takesFlags && context.End is not null ? (new HoconPosition("--end-date", 0, 0), "")
        : takesFlags && context.Start is not null ? (new HoconPosition("--start-date", 0, 0), "")
        : (reader.Value("range")!.Position, $"{reader.Path}.range");
}

using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads a dimension of dates, <c>range = [2025-09, 2025-11], step = month</c>, and lays the flags' dates over its range.</summary>
/// <param name="context">The flags, and where errors go.</param>
/// <param name="takesFlags">Whether it is the plan's only dimension of dates.</param>
internal sealed class CalendarReader(JobFileContext context, bool takesFlags)
{
    /// <summary>Gets whether a dimension is one of dates, right or wrong: its step or one of its bounds says so.</summary>
    public static bool IsCalendar(HoconObjectReader reader) => !EntityReader.IsList(reader)
        && (StepText.TryParse(RangeBounds.TextOf(reader.Value("step"))) is not null || reader.Has("time-zone")
            || (reader.Value("range")?.AsArray()?.Items.Any(LooksLikeDate) ?? false));

    public CalendarDimensionDefinition? Read(string name, HoconObjectReader reader, bool isWave, PlanOrder order)
    {
        var step = Step(reader);
        Func<string, CalendarBound?> parse = step is null ? CalendarBound.TryParse : CalendarBound.TryParseWithYears;
        var bounds = RangeBounds.Read(reader, context.Errors, text => parse(text) is { } bound ? bound.Problem : CalendarBound.Form);
        var zone = Zone(reader);
        var last = takesFlags ? Last(zone) : null;
        var start = last?.Start ?? (takesFlags ? context.Start : null) ?? (bounds is var (first, _) ? parse(first) : null);
        var end = last?.End ?? (takesFlags ? context.End : null) ?? (bounds is var (_, to) ? parse(to) : null);
        var within = EnclosingReader.Read(reader, period => Step(period) is { } of ? Beginning(period, of) : null, context.Errors);
        step = Beginning(reader, step ?? (start?.Step == end?.Step ? start?.Step : null) ?? CalendarStep.Day);
        if (!reader.Has("range"))
        {
            CheckMissing(reader, last is not null);
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

        return new CalendarDimensionDefinition(name, isWave, order, step, start.First, end.Last)
        {
            Zone = zone,
            Within = within,
            IsFromFlags = takesFlags && reader.Has("range") && (context.Start ?? context.End) is not null | last is not null,
        };
    }

    private static bool LooksLikeDate(HoconValue value) =>
        RangeBounds.TextOf(value) is { } text && CalendarBound.TryParse(text) is not null;

    private static CalendarStep? Step(HoconObjectReader reader)
    {
        var text = RangeBounds.TextOf(reader.Value("step"));
        var step = StepText.TryParse(text);
        if (step is null && reader.Has("step"))
        {
            reader.Error("step", $"'{text ?? reader.Value("step")!.TypeName}': {StepText.Form}");
        }

        return step;
    }

    // Where steps begin that begin elsewhere than on the calendar's first day.
    private static CalendarStep Beginning(HoconObjectReader reader, CalendarStep step)
    {
        if (reader.OptionalChoice<DayOfWeek>("week-start") is { } start)
        {
            if (step is not { Unit: CalendarUnit.Day, Count: 7 })
            {
                reader.Error("week-start", "only weeks have a first day: step = week");
            }

            step = step with { Shift = step.Count == 7 ? ((int)start + 6) % 7 : 0 };
        }

        if (reader.OptionalText("anchor") is not { } text)
        {
            return step;
        }

        if (reader.Has("week-start") || step.Count == 1 || step.Unit == CalendarUnit.Hour)
        {
            reader.Error("anchor", "says where steps of several days or months begin, once");
        }
        else if (CalendarBound.TryParse(text) is { Problem: null } anchor)
        {
            return step.BeginningOn(anchor.First);
        }
        else
        {
            reader.Error("anchor", $"'{text}': {CalendarBound.TryParse(text)?.Problem ?? CalendarBound.Form}");
        }

        return step;
    }

    private static TimeZoneInfo Zone(HoconObjectReader reader)
    {
        if (reader.OptionalText("time-zone") is not { } id)
        {
            return TimeZoneInfo.Utc;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return zone;
        }

        reader.Error("time-zone", $"'{id}': this machine knows no such zone; expected a name such as Europe/Berlin");
        return TimeZoneInfo.Utc;
    }

    // --last 90d: today, in the zone, is the last of them.
    private (CalendarBound Start, CalendarBound End)? Last(TimeZoneInfo zone)
    {
        if (context.Request.Last is not { } text)
        {
            return null;
        }

        var today = CalendarDimension.Today(context.Request.Instant, zone);
        if (StepText.FirstOfLast(text, today) is { } first)
        {
            return (Day(first), Day(today));
        }

        context.FlagError("--last", $"'{text}': expected days, weeks, months or years: 90d, 12 weeks, 3 months");
        return null;
    }

    private static CalendarBound Day(DateOnly day) => CalendarBound.TryParse(day.ToString("o", System.Globalization.CultureInfo.InvariantCulture))!;

    private void CheckMissing(HoconObjectReader reader, bool hasLast)
    {
        if (!takesFlags)
        {
            reader.Error("range", "is missing: give range = [first, last]");
            return;
        }

        string?[] flags = [context.Request.StartDate is null ? "--start-date" : null, context.Request.EndDate is null ? "--end-date" : null];
        var missing = string.Join(" and ", flags.OfType<string>());
        if (missing.Length > 0 && !hasLast && context.Request.Last is null)
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

using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Gates;
using ActorBackfill.Hocon;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Gates;

/// <summary>Reads a gate over tables from its own file: a path, or the name of one in <c>HOCON/gates</c> beside <c>HOCON/jobs</c>.</summary>
internal static class GateFile
{
    private const int MaxDays = 1_000_000;

    /// <summary>Finds the file; null when the text means a job.</summary>
    /// <param name="text">As typed.</param>
    public static string? Find(string text) => NamedFile.Find(text, "gate", jobsFirst: false);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overlays">The <c>key=value</c> texts laid over it.</param>
    /// <exception cref="HoconException">It is wrong; all errors at once, each with its place.</exception>
    public static GateDefinition Load(string path, ImmutableArray<string> overlays)
    {
        var errors = new HoconErrors();
        var root = HoconParser.ParseFile(path, new HoconParseOptions { Overlays = overlays, Environment = Environment.GetEnvironmentVariable });
        var gate = Read(new HoconObjectReader(root, "", errors));
        return errors.Count == 0 ? gate : throw new HoconException(errors);
    }

    /// <summary>Reads the file, and lays the command line's dates and sink over it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="choice">The command line.</param>
    /// <exception cref="HoconException">It is wrong; all errors at once, each with its place.</exception>
    public static GateDefinition Load(string path, JobChoice choice)
    {
        var gate = Load(path, choice.Overlays);
        return gate with
        {
            First = Day(choice.StartDate, isLast: false) ?? gate.First,
            Last = Day(choice.EndDate, isLast: true) ?? gate.Last,
            Tables = choice.Sink is { } sink ? [.. gate.Tables.Select(t => t with { Sink = sink })] : gate.Tables,
        };
    }

    /// <summary>Reads a share: <c>95%</c>, <c>99.5 %</c>, or the number alone; null when it is none.</summary>
    /// <param name="text">The text.</param>
    public static decimal? Percent(string text) =>
        decimal.TryParse(text.TrimEnd().TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100 ? percent : null;

    private static DateOnly? Day(string? text, bool isLast)
    {
        if (text is null)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : DateOnly.ParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture) is var month && isLast ? month.AddMonths(1).AddDays(-1) : month;
    }

    private static GateDefinition Read(HoconObjectReader file)
    {
        var (first, last) = Range(file);
        var expect = file.OptionalText("expect");
        if (first is null && expect is null)
        {
            file.Error("range", "is needed where 'expect' does not say what is expected");
        }

        var gate = new GateDefinition
        {
            Name = file.Text("gate"),
            First = first,
            Last = last,
            Expect = expect,
            Unit = file.Text("unit", "date"),
            Rule = new GateRule
            {
                MinPercent = Share(file, "min", 100),
                ToleranceRows = file.LongInteger("tolerance-rows", 0),
                TolerancePercent = Share(file, "tolerance-percent", 0),
            },
            Tables = Tables(file, file.OptionalText("sink"), file.OptionalText("column")),
        };
        file.Finish();
        return gate;
    }

    private static ImmutableArray<GateTable> Tables(HoconObjectReader file, string? sink, string? column)
    {
        var tables = ImmutableArray.CreateBuilder<GateTable>();
        foreach (var (name, table) in file.NamedObjects("tables"))
        {
            tables.Add(new GateTable(
                name,
                sink is null ? table.Text("sink") : table.Text("sink", sink),
                table.Text("table", name),
                column is null ? table.Text("column") : table.Text("column", column)));
            table.Finish();
        }

        if (tables.Count == 0 && file.Has("tables"))
        {
            file.Error("tables", "has none");
        }

        return tables.ToImmutable();
    }

    private static (DateOnly? First, DateOnly? Last) Range(HoconObjectReader file)
    {
        if (!file.Has("range"))
        {
            return (null, null);
        }

        var ends = file.TextList("range");
        if (ends.Length == 2 && Day(ends[0]) is { } first && Day(ends[1]) is { } last && first <= last && last.DayNumber - first.DayNumber < MaxDays)
        {
            return (first, last);
        }

        file.Error("range", "is not two days, the first not after the last: [2021-10-19, 2026-01-03]; both are included");
        return (null, null);
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static decimal Share(HoconObjectReader file, string key, decimal fallback)
    {
        if (file.OptionalText(key) is not { } text)
        {
            return fallback;
        }

        if (Percent(text) is { } percent)
        {
            return percent;
        }

        file.Error(key, $"'{text}': must be a share from 0 % to 100 %, such as 95%");
        return fallback;
    }
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Telling;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads what a job says and asks in words of its own: <c>header</c>, <c>ask</c>, <c>totals</c>.</summary>
internal static class TellingReader
{
    private static readonly Dictionary<string, TotalKind> Kinds = new(StringComparer.Ordinal)
    {
        ["rows"] = TotalKind.Rows,
        ["units"] = TotalKind.Units,
        ["units.with-rows"] = TotalKind.UnitsWithRows,
        ["units.failed"] = TotalKind.FailedUnits,
        ["waves"] = TotalKind.Waves,
        ["requests"] = TotalKind.Requests,
    };

    /// <summary>Reads the three.</summary>
    public static (ImmutableArray<string> Header, ImmutableArray<string> Asks, ImmutableArray<TotalDefinition> Totals) Read(
        HoconObjectReader job, ImmutableArray<DimensionDefinition> dimensions, ImmutableArray<TableDefinition> tables) =>
        (Header(job, dimensions), Asks(job, dimensions), Totals(job, tables));

    private static ImmutableArray<string> Header(HoconObjectReader job, ImmutableArray<DimensionDefinition> dimensions)
    {
        if (!job.Has("header"))
        {
            return [];
        }

        var lines = job.TextList("header");
        var known = HeaderText.NamesOf(dimensions.Select(d => d.Name)).ToList();
        foreach (var name in lines.SelectMany(HeaderText.NamesIn).Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            job.Error("header", $"'{{{name}}}': there are {string.Join(", ", known.Select(n => $"{{{n}}}"))}");
        }

        return lines;
    }

    private static ImmutableArray<string> Asks(HoconObjectReader job, ImmutableArray<DimensionDefinition> dimensions)
    {
        if (!job.Has("ask"))
        {
            return [];
        }

        var names = job.TextList("ask");
        foreach (var name in names)
        {
            if (dimensions.All(d => d.Name != name))
            {
                job.Error("ask", $"'{name}' is no dimension of the plan");
            }
        }

        foreach (var kind in (Func<DimensionDefinition, bool>[])[d => d is CalendarDimensionDefinition, d => d is not CalendarDimensionDefinition])
        {
            if (dimensions.Count(d => names.Contains(d.Name) && kind(d)) > 1)
            {
                job.Error("ask", "at most one dimension of dates and one list can be asked for: --start-date, --end-date and --entities mean one");
            }
        }

        return names;
    }

    private static ImmutableArray<TotalDefinition> Totals(HoconObjectReader job, ImmutableArray<TableDefinition> tables)
    {
        if (job.OptionalObject("totals") is not { } totals)
        {
            return [];
        }

        var read = ImmutableArray.CreateBuilder<TotalDefinition>();
        foreach (var member in totals.Members())
        {
            var of = totals.Text(member.Key);
            var table = of.StartsWith("rows.", StringComparison.Ordinal) ? of["rows.".Length..] : null;
            if (table is not null && tables.Any(t => t.Name == table))
            {
                read.Add(new TotalDefinition(member.Key, TotalKind.RowsOfTable, table));
            }
            else if (Kinds.TryGetValue(of, out var kind))
            {
                read.Add(new TotalDefinition(member.Key, kind));
            }
            else if (totals.Has(member.Key))
            {
                totals.Error(member.Key, $"'{of}': must be {string.Join(", ", Kinds.Keys)}{string.Concat(tables.Select(t => $" or rows.{t.Name}"))}");
            }
        }

        return read.ToImmutable();
    }
}

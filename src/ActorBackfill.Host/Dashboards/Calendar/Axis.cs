using System.Globalization;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>Cuts dimensions into rows and columns.</summary>
internal static class Axis
{
    // Of more numbers nobody sees one by one.
    private const int MaxRanges = 100;

    /// <summary>Gets periods as columns, those that the plan has only.</summary>
    /// <param name="periods">The dimension.</param>
    /// <param name="names">The names of the periods.</param>
    /// <param name="closer">Gets what is shown when one looks closer at a period; null when there is nothing.</param>
    public static IEnumerable<AxisPart> Periods(IPeriods periods, IEnumerable<string> names, Func<string, CalendarQuestion?> closer)
    {
        var before = "";
        foreach (var name in names)
        {
            var coordinates = periods.CoordinatesIn(name);
            if (coordinates.Count > 0)
            {
                // The year stands over its first month, the month over its first day.
                var within = name.LastIndexOf('-');
                var isNext = within > 0 && before.StartsWith(name[..(within + 1)], StringComparison.Ordinal);
                yield return new AxisPart(new CalendarHead(name, name) { Short = isNext ? name[(within + 1)..] : null, Closer = closer(name) }, coordinates);
                before = name;
            }
        }
    }

    /// <summary>Gets the values of a dimension, in the order of the plan.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="from">The place of the first.</param>
    /// <param name="most">How many, at most.</param>
    public static IEnumerable<AxisPart> Values(Dimension dimension, long from, long most)
    {
        for (var place = from; place < dimension.Count && place < from + most; place++)
        {
            var value = dimension.ValueAt(place);
            yield return new AxisPart(new CalendarHead(value, UnitFilter.Quote(value)), [(dimension.CoordinateAt(place), 1)]);
        }
    }

    /// <summary>Gets the numbers of a dimension as at most a hundred ranges of the same width, ascending.</summary>
    /// <param name="dimension">A dimension of numbers.</param>
    public static IEnumerable<AxisPart> Ranges(Dimension dimension)
    {
        var isTurned = dimension.CoordinateAt(0) > dimension.CoordinateAt(dimension.Count - 1);
        for (long width = Width(dimension.Count), from = 0; from < dimension.Count; from += width)
        {
            var places = Math.Min(width, dimension.Count - from);
            var (first, last) = (Number(from), Number(from + places - 1));
            // Numbers by steps are no neighbours.
            IReadOnlyList<(long First, long Count)> coordinates =
                last - first + 1 == places ? [(first, places)] : [.. Enumerable.Range(0, (int)places).Select(i => (Number(from + i), 1L))];
            yield return new AxisPart(new CalendarHead(first == last ? Text(first) : $"{Text(first)} to {Text(last)}", Text(first)) { Last = Text(last) }, coordinates);
        }

        long Number(long place) => dimension.CoordinateAt(isTurned ? dimension.Count - 1 - place : place);
    }

    // 1, 2, 5, 10, 20, 50, ...
    private static long Width(long count)
    {
        var width = 1L;
        for (var step = 0; (count + width - 1) / width > MaxRanges; step++)
        {
            width = step % 3 == 1 ? width / 2 * 5 : width * 2;
        }

        return width;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

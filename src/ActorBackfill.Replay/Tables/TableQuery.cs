using System.Globalization;
using ActorBackfill.Replay.Http;

namespace ActorBackfill.Replay.Tables;

/// <summary>What a request asks of a table.</summary>
internal sealed record TableQuery
{
    /// <summary>The largest page: it bounds the memory of one answer.</summary>
    public const int LargestPage = 100_000;

    public required IReadOnlyList<RowFilter> Filters { get; init; }

    /// <summary>Gets the column whose distinct values are asked for; null for whole rows.</summary>
    public int? Distinct { get; init; }

    /// <summary>Gets the columns that are asked for, in that order; null for all.</summary>
    public IReadOnlyList<int>? Columns { get; init; }

    /// <summary>Gets the first row of the page among the found ones, from 0.</summary>
    public long Offset { get; init; }

    public int PerPage { get; init; }

    /// <summary>Gets a value indicating whether the client goes on by cursor, not by page number.</summary>
    public bool ByCursor { get; init; }

    public bool Csv { get; init; }

    public int Page => (int)Math.Min(int.MaxValue, (Offset / PerPage) + 1);

    /// <summary>Reads a query; null with the reason when it cannot be answered.</summary>
    public static TableQuery? Read(Query query, Table table, TablePaging paging, out string error)
    {
        error = query.Repeated() is { } twice ? $"{twice} is given twice" : "";
        var read = new Draft(table, paging);
        foreach (var parameter in query.Parameters)
        {
            error = error.Length > 0 ? error : read.Take(parameter) ?? "";
        }

        return error.Length > 0 ? null : read.Finish(query, out error);
    }

    private sealed class Draft(Table table, TablePaging paging)
    {
        private readonly List<RowFilter> _filters = [];
        private int _perPage = paging.PerPage;
        private int? _distinct;
        private List<int>? _columns;
        private int? _page;
        private string? _cursor;
        private bool _csv;

        /// <summary>Takes one parameter; the complaint when it is wrong.</summary>
        public string? Take(QueryParameter parameter) => parameter.Name switch
        {
            "_page" => TakeNumber(parameter, int.MaxValue, number => _page = number),
            "_per_page" => TakeNumber(parameter, LargestPage, number => _perPage = number),
            "_cursor" => TakeCursor(parameter.Value),
            "_distinct" => TakeDistinct(parameter.Value),
            "_columns" => TakeColumns(parameter.Value),
            "_format" => TakeFormat(parameter.Value),
            _ => TakeFilter(parameter),
        };

        public TableQuery? Finish(Query query, out string error)
        {
            long offset = ((long)(_page ?? 1) - 1) * _perPage;
            error = _page is not null && _cursor is not null ? "_page and _cursor exclude each other" : "";
            error = _distinct is not null && _columns is not null ? "_distinct and _columns exclude each other" : error;
            if (!string.IsNullOrEmpty(_cursor) && !Cursor.TryRead(_cursor, query, out offset))
            {
                error = "_cursor was not given out for this query";
            }

            return error.Length > 0 ? null : new TableQuery
            {
                Filters = _filters,
                Distinct = _distinct,
                Columns = _columns,
                Offset = offset,
                PerPage = _perPage,
                ByCursor = _cursor is not null || (paging.ByCursor && _page is null),
                Csv = _csv,
            };
        }

        private static string? TakeNumber(QueryParameter parameter, int largest, Action<int> set)
        {
            if (!int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > largest)
            {
                return $"{parameter.Name}={parameter.Value}: must be a number from 1 to {largest}";
            }

            set(number);
            return null;
        }

        private string? TakeCursor(string value)
        {
            _cursor = value;
            return null;
        }

        private string? TakeDistinct(string column)
        {
            _distinct = table.Ordinal(column);
            return _distinct is null ? Unknown(column) : null;
        }

        private string? TakeColumns(string columns)
        {
            _columns = [];
            foreach (var column in columns.Split(','))
            {
                if (table.Ordinal(column) is not { } ordinal)
                {
                    return Unknown(column);
                }

                _columns.Add(ordinal);
            }

            return null;
        }

        private string? TakeFormat(string value)
        {
            _csv = value == "csv";
            return value is "csv" or "json" ? null : $"_format={value}: must be json or csv";
        }

        private string? TakeFilter(QueryParameter parameter)
        {
            // A column's own name wins over a comparison, should one end like it.
            var (name, comparison) = table.Ordinal(parameter.Name) is null
                ? RowFilter.Split(parameter.Name)
                : (parameter.Name, Comparison.Equal);
            if (table.Ordinal(name) is not { } column)
            {
                return Unknown(name);
            }

            _filters.Add(new RowFilter(column, comparison, parameter.Value));
            return null;
        }

        private string Unknown(string column) => $"unknown column {column}; there are: {string.Join(", ", table.Columns)}";
    }
}

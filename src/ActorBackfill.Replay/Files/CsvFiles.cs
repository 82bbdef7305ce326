using ActorBackfill.Replay.Tables;
using CsvHelper;

namespace ActorBackfill.Replay.Files;

/// <summary>Reads CSV files into one table. Files may differ in their columns: the table has them all.</summary>
internal sealed class CsvFiles(char separator)
{
    private const int LargestRecord = 16 << 20;

    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<string?[]> _cells = [];

    /// <summary>Reads the files in order.</summary>
    /// <exception cref="ReplayException">A file is not CSV with a header; says where.</exception>
    public static IRows Read(IEnumerable<string> paths, char separator)
    {
        var files = new CsvFiles(separator);
        foreach (var path in paths)
        {
            files.Add(path);
        }

        return new CsvRows(files._columns, files._cells);
    }

    private void Add(string path)
    {
        try
        {
            using var reader = CsvReader.Create(DataFile.Read(path), Options(separator));
            var places = Places(path, reader.Headers);
            var width = places.Max() + 1;
            while (reader.Read())
            {
                var cells = new string?[width];
                for (var field = 0; field < places.Length; field++)
                {
                    cells[places[field]] = reader.GetString(field);
                }

                _cells.Add(cells);
            }
        }
        catch (CsvFormatException e)
        {
            throw new ReplayException($"{path}: {e.Message}", e);
        }
    }

    private static CsvReaderOptions Options(char separator) => new()
    {
        Separator = separator,
        PoolStrings = true,
        TrackLineNumbers = true,
        MaxRecordSize = LargestRecord,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <summary>Where in the table each field of the file goes.</summary>
    private int[] Places(string path, IReadOnlyList<string> headers)
    {
        if (headers.Count == 0)
        {
            throw new ReplayException($"{path}: has no header line");
        }

        var places = new int[headers.Count];
        for (var field = 0; field < headers.Count; field++)
        {
            places[field] = Place(headers[field]);
            if (places.AsSpan(0, field).Contains(places[field]))
            {
                throw new ReplayException($"{path}: has the column {headers[field]} twice");
            }
        }

        return places;
    }

    private int Place(string column)
    {
        if (!_ordinals.TryGetValue(column, out var ordinal))
        {
            _ordinals.Add(column, ordinal = _columns.Count);
            _columns.Add(column);
        }

        return ordinal;
    }
}

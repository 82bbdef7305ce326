using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Tables;
using CsvHelper;

namespace ActorBackfill.Replay.Files;

/// <summary>Reads CSV files into one table. Files may differ in their columns: the table has them all.</summary>
internal sealed class CsvFiles(FilesResource resource, AddedColumns added)
{
    private const int LargestRecord = 16 << 20;

    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<string?[]> _cells = [];

    /// <summary>Reads the files in order.</summary>
    /// <exception cref="ReplayException">A file is not CSV with a header; says where.</exception>
    public static IRows Read(FilesResource resource, AddedColumns added)
    {
        var files = new CsvFiles(resource, added);
        foreach (var file in SourceFiles.Read(resource))
        {
            files.Add(file);
        }

        return new CsvRows(files._columns, files._cells);
    }

    private void Add(SourceFile file)
    {
        try
        {
            using var reader = CsvReader.Create(file.Bytes, Options(resource.Separator));
            var ofName = added.OfFile(file.Name);
            var names = Names(file.Name, reader.Headers);
            int[] places = [.. names.Select(Place)];
            var width = places.Max() + 1;
            while (reader.Read())
            {
                var cells = new string?[width];
                for (var field = 0; field < reader.Headers.Count; field++)
                {
                    cells[places[field]] = reader.GetString(field);
                }

                var values = added.Of(ofName, column => _ordinals.TryGetValue(column, out var ordinal) && ordinal < width ? cells[ordinal] ?? "" : "", null);
                for (var i = 0; i < values.Count; i++)
                {
                    cells[places[reader.Headers.Count + i]] = values[i].Text;
                }

                _cells.Add(cells);
            }
        }
        catch (CsvFormatException e)
        {
            throw new ReplayException($"{file.Name}: {e.Message}", e);
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

    /// <summary>The columns of a file and those that are added; each is there once, and what is added is made of what is there.</summary>
    private List<string> Names(string file, IReadOnlyList<string> headers)
    {
        if (headers.Count == 0)
        {
            throw new ReplayException($"{file}: has no header line");
        }

        List<string> names = [.. headers, .. added.Names];
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new ReplayException($"{file}: has the column {twice.Key} twice{(added.Names.Contains(twice.Key) ? ", and one is added to it" : "")}");
        }

        var missing = resource.Columns.FirstOrDefault(column => AddedFrom(column) is { } of && !names.Contains(of));
        return missing is null
            ? names
            : throw new ReplayException($"{file}: has no column {AddedFrom(missing)}, of which resources.{resource.Path}.columns.{missing.Name} is made");
    }

    private static string? AddedFrom(ColumnDefinition column) => column switch
    {
        MatchColumn match => match.Of,
        LookupColumn lookup => lookup.Of,
        _ => null,
    };

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

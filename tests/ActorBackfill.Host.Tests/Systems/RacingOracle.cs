using System.Globalization;
using System.IO.Compression;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>An oracle of the racing data: rows of a CSV file whose cells may be quoted.</summary>
internal static class RacingOracle
{
    public static IReadOnlyList<Dictionary<string, string>> Rows(string data, string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(data, "oracle", name + ".csv.gz")), CompressionMode.Decompress));
        var columns = Cells(reader.ReadLine()!);
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(columns.Zip(Cells(line)).ToDictionary(p => p.First, p => p.Second));
        }

        return rows;
    }

    public static IReadOnlyList<string> Lines(string data, string name, params string[] columns) =>
        [.. Rows(data, name).Select(row => string.Join(';', columns.Select(column => Plain(row[column])))).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Lines(IEnumerable<string[]> rows) =>
        [.. rows.Select(row => string.Join(';', row.Select(Plain))).Order(StringComparer.Ordinal)];

    // 20.9538 and 20.9538000 are one number; ids and names stay as they are.
    private static string Plain(string cell) => cell.Contains('.', StringComparison.Ordinal) && double.TryParse(cell, CultureInfo.InvariantCulture, out var number)
        ? number.ToString("0.0000", CultureInfo.InvariantCulture)
        : cell;

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        for (var at = 0; at <= line.Length;)
        {
            var isQuoted = at < line.Length && line[at] == '"';
            var end = isQuoted ? line.IndexOf("\",", at + 1, StringComparison.Ordinal) + 1 : line.IndexOf(',', at);
            end = end <= 0 ? line.Length : end;
            cells.Add(isQuoted ? line[(at + 1)..(end - 1)] : line[at..end]);
            at = end + 1;
        }

        return cells;
    }
}

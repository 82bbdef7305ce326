using System.Globalization;
using System.IO.Compression;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>A table of the box score jobs, and the oracle that each of its rows has to equal.</summary>
/// <param name="Job">The job that fills it.</param>
/// <param name="Table">The table.</param>
/// <param name="Files">How the oracle's files begin, a file a season.</param>
/// <param name="Key">Its key in the table, in the oracle's order.</param>
/// <param name="Names">Columns of the oracle that are called otherwise in the table.</param>
internal sealed record BoxScoreOracle(string Job, string Table, string Files, string[] Key, (string Oracle, string Column)[] Names)
{
    public static IReadOnlyDictionary<string, BoxScoreOracle> All { get; } = ((BoxScoreOracle[])
    [
        new("team-defense", "team_defense_game_summary", "team_defense_", ["game_id", "team_abbreviation"],
            [("team", "team_abbreviation"), ("poss_bref_formula", "possessions"), ("def_rating_bref_formula", "def_rating")]),
        new("upcoming-team-context", "upcoming_team_game_context", "team_context_", ["game_id", "team_abbreviation"], [("team", "team_abbreviation")]),
        new("upcoming-player-context", "upcoming_player_game_context", "player_context_", ["game_id", "player_id"], [("team", "team_abbreviation")]),
    ]).ToDictionary(o => o.Job);

    /// <summary>Compares every row that a table has between two dates with the oracle, and every row of the oracle with the table.</summary>
    /// <param name="rows">Rows of the table, each value as text, NULL as "", in the order of <see cref="Columns"/>.</param>
    /// <param name="first">First date.</param>
    /// <param name="last">Last date, included.</param>
    /// <returns>How many rows are equal: all.</returns>
    public int Compare(IEnumerable<string[]> rows, string first, string last)
    {
        var found = rows.ToDictionary(row => string.Join('|', row.Take(Key.Length)), row => Columns.Zip(row).ToDictionary(p => p.First, p => p.Second));
        var compared = 0;
        foreach (var expected in Expected().Where(e => string.CompareOrdinal(e["date"], first) >= 0 && string.CompareOrdinal(e["date"], last) <= 0))
        {
            var key = string.Join('|', Key.Select(column => expected[Names.FirstOrDefault(n => n.Column == column, (Oracle: column, Column: column)).Oracle]));
            Assert.True(found.TryGetValue(key, out var row), $"{Table} has no row {key}");
            foreach (var (column, value) in expected)
            {
                Compare($"{Table} {key}: {column}", column, value, row!);
            }

            compared++;
        }

        Assert.Equal(found.Count, compared);
        return compared;
    }

    /// <summary>Gets the table's columns that are compared, the key first.</summary>
    public IReadOnlyList<string> Columns => [.. Key, .. Header().Select(Column).Where(c => !Key.Contains(c))];

    private string Column(string oracle) => oracle switch
    {
        "date" => "game_date",
        "home_away" => "is_home",
        "wl" => "win",
        _ => Names.FirstOrDefault(n => n.Oracle == oracle, (Oracle: oracle, Column: oracle)).Column,
    };

    // Half a unit of the last decimal that the oracle has: 5e-7 of six.
    private void Compare(string what, string column, string expected, Dictionary<string, string> row)
    {
        var actual = row[Column(column)];
        if (column is "home_away" or "wl")
        {
            Assert.True(actual == (expected is "H" or "W" ? "1" : "0"), $"{what} is {actual} and has to be {expected}");
        }
        else if (expected.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point)
        {
            var tolerance = 0.5000001 * Math.Pow(10, point + 1 - expected.Length);
            Assert.True(
                double.TryParse(actual, CultureInfo.InvariantCulture, out var number) && Math.Abs(number - double.Parse(expected, CultureInfo.InvariantCulture)) <= tolerance,
                $"{what} is {actual} and has to be {expected}");
        }
        else
        {
            Assert.True(actual == expected, $"{what} is '{actual}' and has to be '{expected}'");
        }
    }

    private string[] Header() => Lines(Directory.EnumerateFiles(Folder, Files + "*.csv.gz").First()).First().Split(',');

    private IEnumerable<Dictionary<string, string>> Expected() => Directory.EnumerateFiles(Folder, Files + "*.csv.gz").SelectMany(file =>
    {
        var columns = Header();
        return Lines(file).Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second));
    });

    private static string Folder => Path.Combine(ReplayedJob.Data("nba_boxscores"), "oracle");

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

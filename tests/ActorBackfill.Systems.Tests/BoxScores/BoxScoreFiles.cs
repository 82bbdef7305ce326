using System.IO.Compression;
using System.Text.Json;
using ActorBackfill.Domain.Items;

namespace ActorBackfill.Systems.Tests.BoxScores;

/// <summary>Rows of player_gamelogs for tests: one made up, or those of real seasons.</summary>
internal static class BoxScoreFiles
{
    private const string Columns =
        "SEASON_ID,PLAYER_ID,PLAYER_NAME,TEAM_ID,TEAM_ABBREVIATION,TEAM_NAME,GAME_ID,GAME_DATE,MATCHUP,WL,MIN,FGM,FGA,FG_PCT,FG3M,FG3A,FG3_PCT,"
        + "FTM,FTA,FT_PCT,OREB,DREB,REB,AST,STL,BLK,TOV,PF,PTS,PLUS_MINUS,FANTASY_PTS,VIDEO_AVAILABLE,SEASON";

    private const string KevinDurant =
        "22020,201142,Kevin Durant,1610612751,BKN,Brooklyn Nets,0022000001,2020-12-22,BKN vs. GSW,W,25,7,16,0.438,1,2,0.5,"
        + "7,7,1.0,0,5,5,3,3,1,1,1,22,26,48.5,1,2020-21";

    /// <summary>Where the real data stands, or null: the folder that <c>ACTORBACKFILL_DATA</c> names, or its <c>nba_boxscores</c>.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA") is { Length: > 0 } data
        ? new[] { Path.Combine(data, "nba_boxscores"), data }.FirstOrDefault(f => File.Exists(Path.Combine(f, "player_gamelogs_2020-21.csv.gz")))
        : null;

    /// <summary>A plausible row, with some columns changed; a null value is JSON null.</summary>
    public static Item Row(params (string Column, object? Value)[] changes)
    {
        var row = Columns.Split(',').Zip(KevinDurant.Split(',')).ToDictionary(p => p.First, object? (p) => p.Second);
        foreach (var (column, value) in changes)
        {
            row[column] = value;
        }

        return Item(row);
    }

    /// <summary>The rows of a gzipped CSV file without quoted fields, as objects of texts.</summary>
    public static IEnumerable<Dictionary<string, object?>> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Folder!, file)), CompressionMode.Decompress));
        var columns = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            var values = line.Split(',');
            Assert.Equal(columns.Length, values.Length);
            yield return columns.Zip(values).ToDictionary(p => p.First, object? (p) => p.Second);
        }
    }

    public static Item Item(Dictionary<string, object?> row) => new(JsonSerializer.SerializeToElement(row));
}

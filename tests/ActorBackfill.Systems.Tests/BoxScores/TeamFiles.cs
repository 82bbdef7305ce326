using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Tests.BoxScores;

/// <summary>Rows of team_games for tests: one made up, or those of real seasons.</summary>
internal static class TeamFiles
{
    private const string Columns =
        "SEASON_ID,TEAM_ID,TEAM_ABBREVIATION,TEAM_NAME,GAME_ID,GAME_DATE,MATCHUP,WL,MIN,PTS,FGM,FGA,FG_PCT,FG3M,FG3A,FG3_PCT,FTM,FTA,FT_PCT,"
        + "OREB,DREB,REB,AST,STL,BLK,TOV,PF,PLUS_MINUS,SEASON";

    private const string Brooklyn =
        "22021,1610612751,BKN,Brooklyn Nets,0022100001,2021-10-19,BKN @ MIL,L,240,104,37,84,0.44,17,32,0.531,13,23,0.565,5,39,44,19,3,9,13,17,-23.0,2021-22";

    private const string Milwaukee =
        "22021,1610612749,MIL,Milwaukee Bucks,0022100001,2021-10-19,MIL vs. BKN,W,240,127,48,105,0.457,17,45,0.378,14,18,0.778,13,41,54,25,8,9,8,19,23.0,2021-22";

    /// <summary>Brooklyn at Milwaukee, 2021-10-19: the visitors' row, with some columns changed.</summary>
    public static Dictionary<string, object?> Away(params (string Column, object? Value)[] changes) => Row(Brooklyn, changes);

    /// <summary>The hosts' row of the same game.</summary>
    public static Dictionary<string, object?> Home(params (string Column, object? Value)[] changes) => Row(Milwaukee, changes);

    /// <summary>A row as the processors read it.</summary>
    public static TeamLine Line(Dictionary<string, object?> row) => TeamLine.Of(new BoxScoreRow(BoxScoreFiles.Item(row), "team-game"));

    /// <summary>The lines of a file of real games.</summary>
    public static IReadOnlyList<TeamLine> Lines(string file) => [.. BoxScoreFiles.Read(file).Select(Line)];

    private static Dictionary<string, object?> Row(string values, (string Column, object? Value)[] changes)
    {
        var row = Columns.Split(',').Zip(values.Split(',')).ToDictionary(p => p.First, object? (p) => p.Second);
        foreach (var (column, value) in changes)
        {
            row[column] = value;
        }

        return row;
    }
}

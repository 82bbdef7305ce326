using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Tests.Fixtures;
using CsvHelper;

namespace ActorBackfill.Replay.Tests.Real;

public sealed class NbaTests
{
    private static readonly string Conf = Path.Combine(Repository.Root, "HOCON", "replay", "nba.conf");

    [SkippableFact]
    public async Task Each_day_has_as_many_rows_as_the_oracle_counts()
    {
        var data = Repository.Data("nba_boxscores");
        await using var server = await ReplayServer.StartAsync(ReplayDefinition.Load(Conf, [$"data={data}"]), new ReplayOptions());
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        var days = 0;

        foreach (var oracle in Directory.EnumerateFiles(Path.Combine(data, "oracle"), "day_counts_*.csv.gz"))
        {
            foreach (var (date, teams, players) in Counts(oracle))
            {
                days++;
                Assert.Equal((date, players), (date, await TotalAsync(client, $"/player_gamelogs?GAME_DATE={date}")));
                Assert.Equal((date, teams), (date, await TotalAsync(client, $"/team_games?GAME_DATE={date}")));
            }
        }

        Assert.True(days > 0, "no day in the oracle");
    }

    [SkippableFact]
    public async Task Rows_are_served_as_the_files_have_them()
    {
        var data = Repository.Data("nba_boxscores");
        Skip.IfNot(File.Exists(Path.Combine(data, "player_gamelogs_2021-22.csv.gz")), "the season 2021-22 is not there");
        await using var server = await ReplayServer.StartAsync(ReplayDefinition.Load(Conf, [$"data={data}"]), new ReplayOptions());
        using var client = new HttpClient { BaseAddress = server.BaseAddress };

        var text = await client.GetStringAsync(new Uri("/player_gamelogs?GAME_ID=0022100002&PLAYER_ID=200765", UriKind.Relative));

        Assert.Equal(
            "{\"items\":[{\"SEASON_ID\":\"22021\",\"PLAYER_ID\":\"200765\",\"PLAYER_NAME\":\"Rajon Rondo\",\"TEAM_ID\":\"1610612747\","
            + "\"TEAM_ABBREVIATION\":\"LAL\",\"TEAM_NAME\":\"Los Angeles Lakers\",\"GAME_ID\":\"0022100002\",\"GAME_DATE\":\"2021-10-19\","
            + "\"MATCHUP\":\"LAL vs. GSW\",\"WL\":\"L\",\"MIN\":\"20\",\"FGM\":\"1\",\"FGA\":\"4\",\"FG_PCT\":\"0.25\",\"FG3M\":\"1\",\"FG3A\":\"3\","
            + "\"FG3_PCT\":\"0.333\",\"FTM\":\"0\",\"FTA\":\"0\",\"FT_PCT\":\"\",\"OREB\":\"0\",\"DREB\":\"0\",\"REB\":\"0\",\"AST\":\"5\",\"STL\":\"2\","
            + "\"BLK\":\"0\",\"TOV\":\"3\",\"PF\":\"2\",\"PTS\":\"3\",\"PLUS_MINUS\":\"1\",\"FANTASY_PTS\":\"13.5\",\"VIDEO_AVAILABLE\":\"1\","
            + "\"SEASON\":\"2021-22\"}],\"page\":1,\"pages\":1,\"total\":1,\"next\":null}",
            text);
    }

    private static IEnumerable<(string Date, int Teams, int Players)> Counts(string file)
    {
        using var plain = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
        using var reader = CsvReader.Create(plain, new CsvReaderOptions { Separator = ',' }, leaveOpen: false);
        while (reader.Read())
        {
            yield return (reader.GetString("date"), reader.Parse<int>("team_rows"), reader.Parse<int>("player_rows"));
        }
    }

    private static async Task<int> TotalAsync(HttpClient client, string path)
    {
        using var document = System.Text.Json.JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
        var root = document.RootElement;
        Assert.Equal(root.GetProperty("total").GetInt32(), root.GetProperty("items").GetArrayLength());
        return root.GetProperty("total").GetInt32();
    }
}

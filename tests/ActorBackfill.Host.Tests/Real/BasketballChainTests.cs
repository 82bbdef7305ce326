using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>The whole chain on real games, as people run it: from box scores over HTTP to features, stopped by kill -9 and gone on with.</summary>
[Trait("Category", "Soak")]
public sealed class BasketballChainTests(ITestOutputHelper output)
{
    private static readonly string? Data = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA") is { Length: > 0 } data
        && Directory.Exists(Path.Combine(data, "nba_boxscores")) ? Path.Combine(data, "nba_boxscores") : null;

    [SkippableFact]
    public async Task A_chain_that_was_killed_five_times_gives_what_one_gives_that_was_not()
    {
        Skip.If(Data is null, "ACTORBACKFILL_DATA has no nba_boxscores");
        using var directory = new WorkDirectory();
        using var replay = BackfillProcess.Start(directory.Path, "replay", Hocon("replay/nba.conf"), "--set", "data=" + Data);
        var address = (await replay.OutLineAsync("listening on ")).Split(' ')[^1];
        string[] days = ["--start-date", "2021-10-19", "--end-date", "2021-10-24"], day = ["--start-date", "2021-10-19", "--end-date", "2021-10-19"];
        var whole = await BackfillProcess.RunAsync(directory.Path, [.. Arguments(address, "whole"), .. days, "--sink", "whole.db"]);
        Assert.True(whole.Exit == ExitCode.Complete, whole.Out + whole.Error);

        // Jobs of dates have a commit a date or so, those of players one for every few hundred.
        var text = await new RandomKills(new SqliteSinks(directory.Path), output)
            .CompleteAsync(directory.Path, "killed", [.. Arguments(address, "killed"), "--json"], most: 8, day, days);

        using var chain = JsonDocument.Parse(text);
        Assert.Equal(7, chain.RootElement.GetProperty("jobs").GetArrayLength());
        foreach (var table in (string[])["player_composite_factors", "ml_feature_store"])
        {
            var columns = Columns(directory, table);
            Assert.Equal(Rows(directory, "whole", table, columns), Rows(directory, "killed", table, columns));
        }

        AssertContexts(directory, 888);
    }

    [SkippableFact]
    public async Task A_whole_season_goes_through_the_chain_in_one_command_and_has_a_row_for_every_game_of_every_player()
    {
        Skip.If(Data is null, "ACTORBACKFILL_DATA has no nba_boxscores");
        using var directory = new WorkDirectory();
        using var replay = BackfillProcess.Start(directory.Path, "replay", Hocon("replay/nba.conf"), "--set", "data=" + Data);
        var address = (await replay.OutLineAsync("listening on ")).Split(' ')[^1];

        var run = await BackfillProcess.RunAsync(
            directory.Path, [.. Arguments(address, "whole"), "--start-date", "2021-10-19", "--end-date", "2022-04-10", "--sink", "whole.db", "--json"]);

        Assert.True(run.Exit == ExitCode.Complete, run.Out + run.Error);
        using var chain = JsonDocument.Parse(run.Out);
        foreach (var job in chain.RootElement.GetProperty("jobs").EnumerateArray())
        {
            output.WriteLine($"{job.GetProperty("job")}: {job.GetProperty("units")} units, {job.GetProperty("rows")} rows, {job.GetProperty("requests")} requests in {job.GetProperty("seconds")} s");
        }

        Assert.Equal(
            [2_460, 2_460, 2_460, 26_039, 26_039, 26_039, 26_039],
            chain.RootElement.GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("rows").GetInt32()));
        AssertContexts(directory, 26_039);
    }

    // The averages of the context are another job's, held against an oracle: what stands in both is the same.
    private static void AssertContexts(WorkDirectory directory, long rows) => Assert.Equal(
        [(rows, 0L)],
        Ask(directory, "whole", """
            SELECT count(*), sum(m.points_avg_last5 IS NOT c.avg_pts_last5 OR m.points_avg_last10 IS NOT c.avg_pts_last10 OR m.points_avg_season IS NOT c.avg_pts_season_before)
            FROM ml_feature_store m JOIN upcoming_player_game_context c USING(player_id, game_id)
            """, r => (r.GetInt64(0), r.GetInt64(1))));

    private static string Columns(WorkDirectory directory, string table) => string.Join(", ", Ask(
        directory, "whole", $"SELECT name FROM pragma_table_info('{table}') WHERE name NOT LIKE '%generation_ms' AND name NOT LIKE '\\_%' ESCAPE '\\'", r => r.GetString(0)));

    private static List<string> Rows(WorkDirectory directory, string sink, string table, string columns) =>
        Ask(directory, sink, $"SELECT json_array({columns}) FROM {table} ORDER BY player_id, game_id", r => r.GetString(0));

    private static List<T> Ask<T>(WorkDirectory directory, string sink, string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={directory.File(sink + ".db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(read(rows));
        }

        return all;
    }

    private static string[] Arguments(string address, string name) => ["run", Hocon("chains/basketball.conf"), "--set", "values.base=" + address, "--state", "." + name];

    private static string Hocon(string path) => Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", path));
}

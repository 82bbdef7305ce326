using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>Three real seasons over HTTP into SQLite, by the console as people run it; held against an oracle computed independently.</summary>
public sealed class PlayerGameSummaryTests
{
    // The oracle has 6 decimals.
    private const double Tolerance = 5e-7;

    private static readonly string? Data = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA") is { Length: > 0 } data
        ? new[] { Path.Combine(data, "nba_boxscores"), data }.FirstOrDefault(f => File.Exists(Path.Combine(f, "player_gamelogs_2020-21.csv.gz")))
        : null;

    [SkippableFact]
    public async Task Three_seasons_equal_the_oracle_and_a_serial_run_has_the_same_content()
    {
        Skip.If(Data is null, "ACTORBACKFILL_DATA names no folder with nba_boxscores");
        using var directory = new WorkDirectory();
        using var replay = BackfillProcess.Start(directory.Path, "replay", Repository("HOCON/replay/nba.conf"), "--set", "data=" + Data);
        var address = (await replay.OutLineAsync("listening on ")).Split(' ')[^1];

        var parallel = await RunAsync(directory, address, "parallel", "--workers", "10");
        var serial = await RunAsync(directory, address, "serial", "--serial");

        Assert.Equal(parallel, serial);
        using var sink = new SqliteConnection($"Data Source={directory.File("parallel.db")};Mode=ReadOnly;Pooling=False");
        sink.Open();
        AssertRows(sink);
        AssertDays(sink);
    }

    private static async Task<string> RunAsync(WorkDirectory directory, string address, string name, params string[] how)
    {
        string[] where = ["--sink", name + ".db", "--state", name, "--json"];
        var run = await BackfillProcess.RunAsync(
            directory.Path,
            ["run", Repository("HOCON/jobs/player-game-summary.conf"), "--set", "source.base=" + address, "--start-date", "2020-12-22", "--end-date", "2023-04-09", .. where, .. how]);
        Assert.True(run.Exit == 0, run.Error);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(74_988, result.RootElement.GetProperty("rows").GetInt64());

        var verify = await BackfillProcess.RunAsync(directory.Path, ["verify", Repository("HOCON/jobs/player-game-summary.conf"), .. where]);
        Assert.Equal(0, verify.Exit);
        using var verified = JsonDocument.Parse(verify.Out);
        var hash = verified.RootElement.GetProperty("hash").GetString()!;
        Assert.Equal(hash, verified.RootElement.GetProperty("ledger").GetProperty("hash").GetString());
        return hash;
    }

    private static void AssertRows(SqliteConnection sink)
    {
        var rows = Rows(sink, "SELECT game_id, player_id, ts_pct, efg_pct FROM player_game_summary")
            .ToDictionary(r => ((string)r[0], (string)r[1]), r => (Ts: r[2], Efg: r[3]));
        var compared = 0;
        foreach (var expected in Oracle("player_game_"))
        {
            var (ts, efg) = rows[(expected["game_id"], expected["player_id"])];
            AssertEqual(expected["ts_pct"], ts);
            AssertEqual(expected["efg_pct"], efg);
            compared++;
        }

        Assert.Equal(rows.Count, compared);
    }

    private static void AssertDays(SqliteConnection sink)
    {
        var days = Rows(sink, "SELECT game_date, count(*) FROM player_game_summary GROUP BY 1").ToDictionary(r => (string)r[0], r => (long)r[1]);
        foreach (var expected in Oracle("day_counts_"))
        {
            Assert.Equal(long.Parse(expected["player_rows"], CultureInfo.InvariantCulture), days.GetValueOrDefault(expected["date"]));
        }
    }

    private static void AssertEqual(string oracle, object actual)
    {
        if (oracle.Length == 0)
        {
            Assert.IsType<DBNull>(actual);
            return;
        }

        Assert.InRange((double)actual - double.Parse(oracle, CultureInfo.InvariantCulture), -Tolerance, Tolerance);
    }

    private static IEnumerable<Dictionary<string, string>> Oracle(string prefix)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Data!, "oracle"), prefix + "*.csv.gz"))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            var columns = reader.ReadLine()!.Split(',');
            while (reader.ReadLine() is { } line)
            {
                yield return columns.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second);
            }
        }
    }

    private static IEnumerable<object[]> Rows(SqliteConnection sink, string sql)
    {
        using var command = sink.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }

    private static string Repository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ActorBackfill.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, path);
    }
}

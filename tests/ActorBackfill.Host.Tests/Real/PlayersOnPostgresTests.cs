using System.Globalization;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Tests.Shared;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>The jobs of players on real games, once from and to a SQLite file, once from and to PostgreSQL.</summary>
public sealed class PlayersOnPostgresTests
{
    private const string Date = "2021-10-22";

    // Five decimals of a factor are rounding of sums in another order; the contract allows 5e-7.
    private const double Tolerance = 5e-7;

    private static readonly string? Data = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA") is { Length: > 0 } data
        && Directory.Exists(Path.Combine(data, "nba_boxscores")) ? Path.Combine(data, "nba_boxscores") : null;

    [SkippableFact]
    public async Task Factors_and_features_of_a_date_are_the_same_from_and_to_PostgreSQL_as_from_and_to_SQLite()
    {
        Skip.If(Data is null, "ACTORBACKFILL_DATA has no nba_boxscores");
        var sink = TestPostgres.Require().NewSink();
        using var directory = new WorkDirectory();
        using var replay = BackfillProcess.Start(directory.Path, "replay", Hocon("replay/nba.conf"), "--set", "data=" + Data);
        var address = (await replay.OutLineAsync("listening on ")).Split(' ')[^1];

        await ChainAsync(directory, address, "nba.db", ".file");
        await ChainAsync(directory, address, sink, ".server");

        foreach (var table in (string[])["player_composite_factors", "ml_feature_store"])
        {
            var (file, server) = (FileRows(directory.File("nba.db"), table), ServerRows(sink, table));
            Assert.InRange(file.Count, 200, 300);
            Assert.Equal(file.Count, server.Count);
            Assert.All(file.Zip(server), pair => AssertSame(table, pair.First, pair.Second));
        }

        // What it reads moves with a setting, what it writes with it: nothing is left to do, and nothing to heal.
        var again = await BackfillProcess.RunAsync(
            directory.Path, "heal", "ml-feature-store", "--set", "sink.path=" + sink, "--state", ".server", "--start-date", Date, "--end-date", Date);
        Assert.True(again.Exit == ExitCode.Complete, again.Out + again.Error);
        Assert.Contains("nothing to heal", again.Out, StringComparison.Ordinal);
    }

    private static async Task ChainAsync(WorkDirectory directory, string address, string sink, string state)
    {
        var (exit, text, error) = await BackfillProcess.RunAsync(
            directory.Path, "run", Hocon("chains/basketball.conf"), "--set", "values.base=" + address, "--start-date", "2021-10-19", "--end-date", Date, "--sink", sink, "--state", state);
        Assert.True(exit == ExitCode.Complete, text + error);
    }

    private static List<Dictionary<string, object?>> FileRows(string path, string table)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Query(table);
        return Rows(command);
    }

    private static List<Dictionary<string, object?>> ServerRows(string sink, string table)
    {
        using var connection = CommitWatch.Connect(sink);
        using var command = new NpgsqlCommand(Query(table), connection);
        return Rows(command);
    }

    private static string Query(string table) => $"SELECT * FROM {table} WHERE game_date = '{Date}' ORDER BY player_id, game_id";

    private static List<Dictionary<string, object?>> Rows(System.Data.Common.DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount)
                .Where(i => !reader.GetName(i).StartsWith('_') && !reader.GetName(i).EndsWith("generation_ms", StringComparison.Ordinal))
                .ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i)));
        }

        return rows;
    }

    private static void AssertSame(string table, Dictionary<string, object?> file, Dictionary<string, object?> server)
    {
        Assert.Equal(file.Keys.Order(StringComparer.Ordinal), server.Keys.Order(StringComparer.Ordinal));
        foreach (var (column, value) in file)
        {
            var same = value is double number && server[column] is double other ? Math.Abs(number - other) <= Tolerance : Equals(value, server[column]);
            Assert.True(same, string.Create(CultureInfo.InvariantCulture, $"{table}.{column} of {file["player_id"]}: {value ?? "NULL"} and {server[column] ?? "NULL"}"));
        }
    }

    private static string Hocon(string path) => Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", path));
}

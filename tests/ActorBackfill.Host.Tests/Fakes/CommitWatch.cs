using System.Globalization;
using ActorBackfill.Connectors.Postgres;
using Npgsql;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Hears of each commit in a PostgreSQL sink as it happens.</summary>
internal sealed class CommitWatch : ICommitWatch
{
    private readonly NpgsqlConnection _connection;

    private CommitWatch(NpgsqlConnection connection) => _connection = connection;

    public static NpgsqlConnection Connect(string sink)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(sink).Secret) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Begins to listen to a sink whose tables are there.</summary>
    public static async Task<CommitWatch> StartAsync(string sink)
    {
        var connection = Connect(sink);
        var channel = "commits_" + new NpgsqlConnectionStringBuilder(connection.ConnectionString).SearchPath;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"CREATE OR REPLACE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_notify(''{channel}'', new.n::text); RETURN new; END'"),
            "DROP TRIGGER IF EXISTS tell ON backfill_commit",
            "CREATE TRIGGER tell AFTER INSERT ON backfill_commit FOR EACH ROW EXECUTE FUNCTION tell()",
            $"LISTEN {channel}",
        })
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        }

        await batch.ExecuteNonQueryAsync();
        return new CommitWatch(connection);
    }

    public Task CommitAsync() => _connection.WaitAsync(TimeSpan.FromMinutes(10));

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

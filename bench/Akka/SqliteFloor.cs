using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Bench;

/// <summary>Rows straight into the journal's table and out of it, by the driver alone.</summary>
internal static class SqliteFloor
{
    private static readonly string[] Schema =
    [
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        """
        CREATE TABLE IF NOT EXISTS journal (ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created BigInt NOT NULL, deleted Bit NOT NULL,
          persistence_id NVarChar(255) NOT NULL, sequence_number BigInt NOT NULL, message VarBinary NOT NULL, manifest NVarChar(500) NULL,
          identifier INTEGER NULL, writer_uuid NVarChar(128) NULL)
        """,
        "CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number)",
        "CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created)",
        "CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number)",
    ];

    /// <summary>Inserts events in groups, each its own transaction.</summary>
    public static TimeSpan Append(int count, int group)
    {
        using var file = new TemporaryFile();
        using var connection = Open(file.Path);
        var groups = Math.Max(1, count / group);
        var watch = Stopwatch.StartNew();
        Append(connection, groups, group, HappenedSerializer.Id, HappenedSerializer.Name, n => HappenedSerializer.Write(new Happened(n, "unit")));
        return watch.Elapsed;
    }

    /// <summary>Makes an empty file whose mode is WAL from now on, whoever opens it.</summary>
    public static void UseLog(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, Schema[0]);
    }

    /// <summary>Writes a journal that an actor can recover from.</summary>
    public static void Fill(string file, int count, int identifier, string manifest, Func<long, byte[]> message)
    {
        using var connection = Open(file);
        Append(connection, 1, count, identifier, manifest, message);
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Reads a journal in order and hands each message out.</summary>
    public static TimeSpan Read(string file, Action<byte[]> read)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT sequence_number, created, message, manifest, identifier, writer_uuid FROM journal WHERE persistence_id = $id AND deleted = 0 ORDER BY sequence_number";
        _ = command.Parameters.AddWithValue("$id", Journals.PersistenceId);
        var watch = Stopwatch.StartNew();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _ = (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(3), reader.GetInt32(4), reader.GetString(5));
            read(reader.GetFieldValue<byte[]>(2));
        }

        return watch.Elapsed;
    }

    private static void Append(SqliteConnection connection, int groups, int group, int identifier, string manifest, Func<long, byte[]> message)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText =
            "INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid) VALUES ($at, 0, $id, $n, $message, $manifest, $identifier, $writer)";
        string[] names = ["$at", "$id", "$n", "$message", "$manifest", "$identifier", "$writer"];
        var parameters = names.Select(name => insert.Parameters.Add(new SqliteParameter(name, null))).ToArray();
        (parameters[1].Value, parameters[4].Value, parameters[5].Value) = (Journals.PersistenceId, manifest, identifier);
        parameters[6].Value = Guid.NewGuid().ToString("N");
        var number = 0L;
        for (var i = 0; i < groups; i++)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            parameters[0].Value = DateTime.UtcNow.Ticks;
            for (var k = 0; k < group; k++)
            {
                number++;
                (parameters[2].Value, parameters[3].Value) = (number, message(number));
                _ = insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        foreach (var statement in Schema)
        {
            Execute(connection, statement);
        }

        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}

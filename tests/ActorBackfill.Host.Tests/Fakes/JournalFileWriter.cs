using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Checkpointing;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Writes events into a journal's file as the journal plugin lays it out, without an actor system; for tests of readers.</summary>
internal static class JournalFileWriter
{
    // CheckpointSerializer's own; part of the format.
    private const int SerializerId = 1701;

    public static void Append(string path, string job, IEnumerable<ICheckpointEvent> events)
    {
        if (!File.Exists(path))
        {
            JournalFile.Create(path);
        }

        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, """
            CREATE TABLE IF NOT EXISTS journal (
                ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created BigInt NOT NULL, deleted Bit NOT NULL, persistence_id NVarChar(255) NOT NULL,
                sequence_number BigInt NOT NULL, message VarBinary NOT NULL, manifest NVarChar(500) NULL, identifier INTEGER NULL, writer_uuid NVarChar(128) NULL)
            """);
        using var transaction = connection.BeginTransaction();
        foreach (var one in events)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = """
                INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier)
                VALUES (1, 0, $id, (SELECT coalesce(max(sequence_number), 0) + 1 FROM journal), $message, $manifest, $identifier)
                """;
            command.Parameters.AddWithValue("$id", JournalName.Of(job));
            command.Parameters.AddWithValue("$message", CheckpointCodec.Write(one));
            command.Parameters.AddWithValue("$manifest", CheckpointCodec.Manifest(one));
            command.Parameters.AddWithValue("$identifier", SerializerId);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

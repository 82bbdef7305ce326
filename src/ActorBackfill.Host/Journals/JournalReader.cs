using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Journals;

/// <summary>
/// Reads a job's journal while a run may be going on: its own read-only connection, newest snapshot first, then the events after it.
/// Nothing is written, created or checkpointed.
/// </summary>
internal static class JournalReader
{
    /// <summary>Reads a journal; an empty view when the job has none.</summary>
    /// <param name="job">Whose.</param>
    /// <exception cref="Failures.CommandException">The journal cannot be read: exit 6.</exception>
    public static JournalView Read(LoadedJob job) => Read(job.Paths, job.RepairCommand);

    /// <summary>Reads a journal; an empty view when there is none.</summary>
    /// <param name="paths">Where it is.</param>
    /// <param name="repair">The command that rebuilds it, for the error.</param>
    /// <exception cref="Failures.CommandException">The journal cannot be read: exit 6.</exception>
    public static JournalView Read(JobPaths paths, string repair) => Read(paths, repair, isAgain: false);

    /// <summary>Gets the number of a journal's last event without reading it; 0 when there is none, or it cannot be read now.</summary>
    /// <param name="paths">Where it is.</param>
    public static long LastSequenceNr(JobPaths paths)
    {
        if (!File.Exists(paths.Journal))
        {
            return 0;
        }

        try
        {
            using var journal = Open(paths.Journal);
            return LastSequenceNr(journal);
        }
        catch (SqliteException)
        {
            // It is just being made, or locked for a moment: the next look finds it.
            return 0;
        }
    }

    private static JournalView Read(JobPaths paths, string repair, bool isAgain)
    {
        if (!File.Exists(paths.Journal))
        {
            return JournalView.Empty();
        }

        try
        {
            using var journal = Open(paths.Journal);
            return Fold(journal, NewestSnapshot(paths.Snapshots, LastSequenceNr(journal)));
        }
        // The driver's exceptions for a value that is missing or of another kind.
        catch (Exception e) when (e is CorruptEventException or InvalidOperationException or InvalidCastException)
        {
            throw JournalErrors.Unusable($"journal {paths.Journal}: {e.Message}", repair, e);
        }
        catch (SqliteException e)
        {
            var finding = JournalFile.Inspect(paths.Journal);
            if (finding.State != JournalState.Ok)
            {
                throw JournalErrors.Unusable(finding.Message, repair, e);
            }

            return (e.SqliteErrorCode == 1 ? TablesOf(paths.Journal) : null) switch
            {
                // A journal that was made and got no table yet: the process ended in between, or is about to make it.
                [] => JournalView.Empty(),
                // The run that begins has made it meanwhile.
                { } tables when !isAgain && tables.Contains("journal") => Read(paths, repair, isAgain: true),
                _ => throw JournalErrors.Unusable($"journal {paths.Journal} cannot be read ({e.Message})", repair, e),
            };
        }
    }

    private static JournalView Fold(SqliteConnection journal, (CheckpointState State, long SequenceNr) from)
    {
        var (state, last) = from;
        var runs = new LastRun();
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT sequence_number, manifest, message, deleted FROM journal WHERE sequence_number > $from ORDER BY sequence_number";
        command.Parameters.AddWithValue("$from", last);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (rows.GetInt64(3) != 0)
            {
                // We never delete events: a mark is a byte that turned over, and the event would be missing in silence.
                throw new CorruptEventException($"event {rows.GetInt64(0)} is marked as deleted");
            }

            var @event = (ICheckpointEvent)CheckpointCodec.Read(rows.GetFieldValue<byte[]>(2), rows.GetString(1));
            state.Apply(@event);
            runs.See(@event);
            last = rows.GetInt64(0);
        }

        if (runs.Started is null && from.SequenceNr > 0)
        {
            runs.SeeOlder(Newest<RunStarted>(journal, "rs1", from.SequenceNr), Newest<RunEnded>(journal, "re1", from.SequenceNr));
        }

        return new JournalView(state, runs.Started, runs.Ended, last);
    }

    // What tells of runs is short. A long message need not be read to the end to see its manifest, which stands behind it.
    private static T? Newest<T>(SqliteConnection journal, string manifest, long until)
        where T : class
    {
        foreach (var longest in (int[])[2_000, int.MaxValue])
        {
            using var command = journal.CreateCommand();
            command.CommandText = """
                SELECT message FROM journal
                WHERE deleted = 0 AND length(message) <= $longest AND manifest = $manifest AND sequence_number <= $until
                ORDER BY ordering DESC LIMIT 1
                """;
            command.Parameters.AddWithValue("$longest", longest);
            command.Parameters.AddWithValue("$manifest", manifest);
            command.Parameters.AddWithValue("$until", until);
            if (command.ExecuteScalar() is byte[] message)
            {
                return (T)CheckpointCodec.Read(message, manifest);
            }
        }

        return null;
    }

    // A snapshot only speeds things up: one that is missing, damaged or ahead of the journal is passed over.
    private static (CheckpointState State, long SequenceNr) NewestSnapshot(string path, long last)
    {
        try
        {
            if (File.Exists(path))
            {
                using var snapshots = Open(path);
                using var command = snapshots.CreateCommand();
                command.CommandText = "SELECT sequence_number, manifest, snapshot FROM snapshot WHERE sequence_number <= $last ORDER BY sequence_number DESC LIMIT 1";
                command.Parameters.AddWithValue("$last", last);
                using var rows = command.ExecuteReader();
                if (rows.Read() && CheckpointCodec.Read(rows.GetFieldValue<byte[]>(2), rows.GetString(1)) is CheckpointSnapshot snapshot)
                {
                    return (CheckpointState.From(snapshot), rows.GetInt64(0));
                }
            }
        }
        catch (Exception e) when (e is SqliteException or CorruptEventException)
        {
            // The events say the same.
        }

        return (new CheckpointState(), 0);
    }

    // A table whose name has turned over is no journal that was just made.
    private static List<string> TablesOf(string path)
    {
        using var journal = Open(path);
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master";
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    private static long LastSequenceNr(SqliteConnection journal)
    {
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT max(sequence_number) FROM journal";
        return command.ExecuteScalar() is long last ? last : 0;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        connection.Open();
        return connection;
    }
}

using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Journals;

/// <summary>The events of a journal from a place on, read while a run may be going on: read-only, nothing created or checkpointed.</summary>
internal sealed class JournalTail : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly string _repair;

    private JournalTail(string path, string repair)
    {
        (_path, _repair) = (path, repair);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
    }

    /// <summary>Opens a journal; null when the job has none, or one that has no table yet.</summary>
    /// <param name="job">Whose.</param>
    /// <exception cref="CommandException">It cannot be read: exit 6.</exception>
    public static JournalTail? Open(LoadedJob job)
    {
        if (!File.Exists(job.Paths.Journal))
        {
            return null;
        }

        var tail = new JournalTail(job.Paths.Journal, job.RepairCommand);
        try
        {
            tail.Guarded(() =>
            {
                tail._connection.Open();
                return true;
            });
            if (tail.HasTable())
            {
                return tail;
            }
        }
        catch
        {
            tail.Dispose();
            throw;
        }

        tail.Dispose();
        return null;
    }

    /// <summary>Gets the number of the last event, 0 when there is none.</summary>
    public long Last() => Guarded(() => Scalar("SELECT max(sequence_number) FROM journal") is long last ? last : 0);

    /// <summary>Gets what tells an event from another one that has the same number in another journal; null when there is no such event.</summary>
    /// <param name="sequenceNr">Its number.</param>
    public string? Mark(long sequenceNr) => Guarded(() => Scalar(
        "SELECT manifest || ' ' || created || ' ' || hex(substr(message, -4)) FROM journal WHERE sequence_number = $at", sequenceNr) as string);

    /// <summary>Gets events in their order.</summary>
    /// <param name="after">Number of the last event that is known already.</param>
    /// <param name="until">Number of the last one that is wanted.</param>
    /// <param name="manifest">Only those of this kind; null means all.</param>
    public IEnumerable<(long SequenceNr, ICheckpointEvent Event)> Events(long after, long until, string? manifest = null)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT sequence_number, manifest, message FROM journal WHERE deleted = 0 AND sequence_number > $after "
            + $"AND sequence_number <= $until{(manifest is null ? "" : " AND manifest = $manifest")} ORDER BY sequence_number";
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$until", until);
        command.Parameters.AddWithValue("$manifest", manifest ?? "");
        using var rows = Guarded(command.ExecuteReader);
        while (Guarded(rows.Read))
        {
            yield return Guarded(() => (rows.GetInt64(0), (ICheckpointEvent)CheckpointCodec.Read(rows.GetFieldValue<byte[]>(2), rows.GetString(1))));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private bool HasTable() => Guarded(() => Scalar("SELECT count(*) FROM sqlite_master WHERE name = 'journal'") is > 0L);

    private object? Scalar(string sql, long? at = null)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (at is not null)
        {
            command.Parameters.AddWithValue("$at", at);
        }

        return command.ExecuteScalar();
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CorruptEventException e)
        {
            throw JournalErrors.Unusable($"journal {_path}: {e.Message}", _repair, e);
        }
        catch (SqliteException e)
        {
            var finding = JournalFile.Inspect(_path);
            throw JournalErrors.Unusable(finding.State == JournalState.Ok ? $"journal {_path} cannot be read ({e.Message})" : finding.Message, _repair, e);
        }
    }
}

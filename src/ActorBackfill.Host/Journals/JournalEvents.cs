using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Journals;

/// <summary>Reads a journal from its first event, for questions about earlier runs: snapshots only know the last state.</summary>
internal static class JournalEvents
{
    /// <summary>Gets the events in their order, one in memory at a time; none when there is no journal.</summary>
    /// <param name="job">Whose.</param>
    /// <exception cref="Failures.CommandException">The journal cannot be read: exit 6.</exception>
    /// <exception cref="CorruptEventException">An event is damaged: exit 6.</exception>
    public static IEnumerable<ICheckpointEvent> Of(LoadedJob job) => Records(job).Select(record => record.Read());

    /// <summary>Gets the events as the file has them, one in memory at a time; none when there is no journal.</summary>
    /// <param name="job">Whose.</param>
    /// <exception cref="Failures.CommandException">The journal cannot be read: exit 6.</exception>
    public static IEnumerable<JournalRecord> Records(LoadedJob job)
    {
        var finding = JournalFile.Inspect(job.Paths.Journal);
        return finding.State switch
        {
            JournalState.Missing => [],
            JournalState.Ok => Read(job.Paths.Journal),
            JournalState.Newer => throw JournalErrors.Newer(finding.Message),
            _ => throw JournalErrors.Unusable(finding.Message, job.RepairCommand),
        };
    }

    private static IEnumerable<JournalRecord> Read(string path)
    {
        using var journal = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
        journal.Open();
        using var command = journal.CreateCommand();
        // A journal whose first run has not begun has no table yet.
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'journal'";
        if (command.ExecuteScalar() is 0L)
        {
            yield break;
        }

        command.CommandText = "SELECT sequence_number, manifest, message FROM journal WHERE deleted = 0 ORDER BY sequence_number";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new JournalRecord(rows.GetInt64(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2));
        }
    }
}

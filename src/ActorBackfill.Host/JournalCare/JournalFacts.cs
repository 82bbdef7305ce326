using System.Collections.Immutable;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.JournalCare;

/// <summary>The events of one kind.</summary>
/// <param name="Manifest">Their manifest: <c>us1</c>.</param>
/// <param name="Events">How many.</param>
/// <param name="Bytes">Of their contents.</param>
internal sealed record EventKind(string Manifest, long Events, long Bytes);

/// <summary>What the files of a journal hold, in one view; read while a run may be going on, and nothing is written.</summary>
internal sealed record JournalFacts
{
    /// <summary>Gets the events by kind, the most frequent first.</summary>
    public ImmutableArray<EventKind> Kinds { get; init; } = [];

    /// <summary>Gets the number of the first event; 0 when there is none.</summary>
    public long First { get; init; }

    /// <summary>Gets the number of the last event; 0 when there is none.</summary>
    public long Last { get; init; }

    /// <summary>Gets the size of the journal's file in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets the size of its log (<c>-wal</c>) in bytes; 0 when there is none.</summary>
    public long LogBytes { get; init; }

    /// <summary>Gets the bytes in the file that hold nothing any more; <c>journal compact</c> gives them back.</summary>
    public long FreeBytes { get; init; }

    /// <summary>Gets how many snapshots there are.</summary>
    public long Snapshots { get; init; }

    /// <summary>Gets the number of the event that the newest snapshot was made after; null when there is none.</summary>
    public long? SnapshotAt { get; init; }

    /// <summary>Gets the size of the snapshots' file with its log in bytes; 0 when there is none.</summary>
    public long SnapshotBytes { get; init; }

    /// <summary>Gets how many events there are.</summary>
    public long Events => Kinds.Sum(kind => kind.Events);

    /// <summary>Reads them.</summary>
    /// <param name="job">Whose journal; it was inspected.</param>
    /// <exception cref="Failures.CommandException">The journal cannot be read: exit 6.</exception>
    public static JournalFacts Read(LoadedJob job)
    {
        try
        {
            using var journal = JournalFile.OpenReadOnly(job.Paths.Journal);
            using var view = journal.BeginTransaction(deferred: true);
            var (snapshots, snapshotAt) = ReadSnapshots(job.Paths.Snapshots);
            var facts = new JournalFacts
            {
                Bytes = Size(job.Paths.Journal),
                LogBytes = Size(job.Paths.Journal + "-wal"),
                FreeBytes = Number(journal, view, "PRAGMA freelist_count") * Number(journal, view, "PRAGMA page_size"),
                Snapshots = snapshots,
                SnapshotAt = snapshotAt,
                SnapshotBytes = Size(job.Paths.Snapshots) + Size(job.Paths.Snapshots + "-wal"),
            };
            // A journal whose first run has not begun has no table yet.
            return Number(journal, view, "SELECT count(*) FROM sqlite_master WHERE name = 'journal'") == 0 ? facts : facts with
            {
                Kinds = [.. ReadKinds(journal, view)],
                First = Number(journal, view, "SELECT coalesce(min(sequence_number), 0) FROM journal"),
                Last = Number(journal, view, "SELECT coalesce(max(sequence_number), 0) FROM journal"),
            };
        }
        catch (SqliteException e)
        {
            throw JournalErrors.Unusable($"journal {job.Paths.Journal} cannot be read ({e.Message})", job.RepairCommand, e);
        }
    }

    private static IEnumerable<EventKind> ReadKinds(SqliteConnection journal, SqliteTransaction view)
    {
        using var command = journal.CreateCommand();
        command.Transaction = view;
        command.CommandText = "SELECT manifest, count(*), sum(length(message)) FROM journal GROUP BY manifest ORDER BY 2 DESC, 1";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new EventKind(rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2));
        }
    }

    // Snapshots only speed things up: a file of them that cannot be read has none.
    private static (long Count, long? At) ReadSnapshots(string path)
    {
        if (!File.Exists(path))
        {
            return (0, null);
        }

        try
        {
            using var snapshots = JournalFile.OpenReadOnly(path);
            using var command = snapshots.CreateCommand();
            command.CommandText = "SELECT count(*), max(sequence_number) FROM snapshot";
            using var rows = command.ExecuteReader();
            rows.Read();
            return (rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetInt64(1));
        }
        catch (SqliteException)
        {
            return (0, null);
        }
    }

    private static long Number(SqliteConnection journal, SqliteTransaction view, string sql)
    {
        using var command = journal.CreateCommand();
        command.Transaction = view;
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static long Size(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;
}

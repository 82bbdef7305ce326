using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Journals;

/// <summary>Reads from a journal who changed what while a run went on.</summary>
internal static class ControlHistory
{
    private const int Most = 20;

    // Longer than such an event ever is: longer messages need not be read to the manifest behind them.
    private const int LongestMessage = 2_000;

    /// <summary>Gets the last changes of a run, oldest first; none when there is no journal or it cannot be read.</summary>
    /// <param name="paths">Where the journal is.</param>
    /// <param name="runId">Which run; null for none.</param>
    public static ImmutableArray<LiveChange> Of(JobPaths paths, string? runId)
    {
        if (runId is null || !File.Exists(paths.Journal))
        {
            return [];
        }

        try
        {
            using var journal = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = paths.Journal,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 5,
            }.ToString());
            journal.Open();
            return [.. Newest(journal).Where(c => c.RunId == runId).Distinct().Take(Most).Reverse().Select(c => new LiveChange(c.At, c.Who, c.Command, c.Value))];
        }
        catch (Exception e) when (e is SqliteException or CorruptEventException)
        {
            // What reads the state of the same journal has said so, or will.
            return [];
        }
    }

    private static List<ControlChanged> Newest(SqliteConnection journal)
    {
        using var command = journal.CreateCommand();
        command.CommandText =
            "SELECT message FROM journal WHERE deleted = 0 AND length(message) <= $longest AND manifest = 'cc1' ORDER BY ordering DESC LIMIT $most";
        command.Parameters.AddWithValue("$longest", LongestMessage);
        command.Parameters.AddWithValue("$most", 2 * Most);
        using var rows = command.ExecuteReader();
        var changes = new List<ControlChanged>();
        while (rows.Read())
        {
            changes.Add((ControlChanged)CheckpointCodec.Read(rows.GetFieldValue<byte[]>(0), "cc1"));
        }

        return changes;
    }
}

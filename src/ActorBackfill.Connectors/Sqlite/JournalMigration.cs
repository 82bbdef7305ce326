using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>One step of a journal to the next version.</summary>
/// <param name="From">The version it begins with; it ends with the next.</param>
/// <param name="Change">What it does, in a transaction that also writes the new version.</param>
public sealed record JournalStep(int From, Action<SqliteConnection> Change);

/// <summary>
/// Takes a journal to the version that this code writes, a step a version, each in a transaction of its own: cut off anywhere, it is of one version or
/// of the next. Events need no step: their manifests are versioned by themselves.
/// </summary>
/// <param name="version">The version to reach.</param>
/// <param name="steps">The steps, one for each version before it.</param>
public sealed class JournalMigration(int version, ImmutableArray<JournalStep> steps)
{
    /// <summary>Gets the one to <see cref="JournalFile.Version"/>. There was no version before the first, so there is no step yet.</summary>
    public static JournalMigration ToCurrent { get; } = new(JournalFile.Version, []);

    /// <summary>Gets the version to reach.</summary>
    public int Version => version;

    /// <summary>Gets the version of a journal.</summary>
    /// <param name="path">A journal.</param>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static int VersionOf(string path)
    {
        using var connection = JournalFile.OpenReadOnly(path);
        return (int)(long)SinkFile.Scalar(connection, "PRAGMA user_version")!;
    }

    /// <summary>Takes a journal there. Nobody else may write it.</summary>
    /// <param name="path">The journal.</param>
    /// <returns>How many steps were made; 0 when it was there already.</returns>
    /// <exception cref="InvalidOperationException">There is no step from the journal's version; nothing was changed.</exception>
    /// <exception cref="SqliteException">It cannot be written; the steps before are done.</exception>
    public int Run(string path)
    {
        var from = VersionOf(path);
        var ahead = Enumerable.Range(from, Math.Max(0, version - from))
            .Select(at => steps.FirstOrDefault(s => s.From == at) ?? throw new InvalidOperationException($"no step leads from version {at} of a journal to the next"))
            .ToList();
        if (ahead.Count == 0)
        {
            return 0;
        }

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        foreach (var step in ahead)
        {
            using var transaction = connection.BeginTransaction();
            step.Change(connection);
            SinkFile.Execute(connection, FormattableString.Invariant($"PRAGMA user_version = {step.From + 1}"));
            transaction.Commit();
        }

        return ahead.Count;
    }
}

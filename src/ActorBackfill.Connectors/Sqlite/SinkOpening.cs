using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Opens a sink's file for the first time in a process: everything that can be wrong with it is found here.</summary>
internal static class SinkOpening
{
    /// <summary>Checks the file, creates what may be created, and gives the job's tables.</summary>
    public static ImmutableArray<SinkTable> Run(SinkFile file, ImmutableArray<TableDefinition> tables, SinkOpenMode mode, SqliteSinkOptions options)
    {
        var exists = CheckPath(file.Path, mode);
        if (mode == SinkOpenMode.ReadOnly)
        {
            using var reader = file.OpenForReading();
            CheckContent(reader, file.Path, options);
            return SinkTables.Prepare(reader, tables, create: false);
        }

        using var gate = file.NewLock();
        using var held = TakeFirst(gate);
        if (exists)
        {
            // Before the first write, and write-ahead logging is one: a file that is refused stays as it was.
            using var first = file.OpenForChecking();
            CheckContent(first, file.Path, options);
        }

        using var connection = file.OpenForWriting(create: !exists);
        using var transaction = connection.BeginTransaction();
        if (!exists)
        {
            SinkFile.Execute(connection, $"PRAGMA application_id = {SinkFile.ApplicationId}");
            SinkFile.Execute(connection, $"PRAGMA user_version = {SinkFile.Version}");
        }

        LedgerTables.Prepare(connection);
        var prepared = SinkTables.Prepare(connection, tables, create: true);
        transaction.Commit();
        return prepared;
    }

    private static CommitLock.Hold TakeFirst(CommitLock gate)
    {
        try
        {
            return gate.Take();
        }
        catch (BackfillException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new SinkUnusableException($"{e.Message}; is the directory read-only?", e);
        }
    }

    private static bool CheckPath(string path, SinkOpenMode mode)
    {
        if (Directory.Exists(path))
        {
            throw new SinkUnusableException($"sink {path} is a directory");
        }

        if (Path.GetDirectoryName(path) is { } directory && !Directory.Exists(directory))
        {
            throw new SinkUnusableException($"the directory of sink {path} does not exist; create it, or give another path");
        }

        var exists = File.Exists(path);
        return exists || mode == SinkOpenMode.CreateOrOpen ? exists : throw new SinkUnusableException($"sink {path} does not exist");
    }

    private static void CheckContent(SqliteConnection connection, string path, SqliteSinkOptions options)
    {
        var version = SinkFile.Scalar(connection, "PRAGMA user_version") as long?;
        if (SinkFile.Scalar(connection, "PRAGMA application_id") is (long)SinkFile.ApplicationId && version > SinkFile.Version)
        {
            throw new SinkUnusableException($"sink {path} was made by a newer version (its tables have version {version}, this one knows {SinkFile.Version})");
        }

        if (new FileInfo(path).Length <= options.QuickCheckUpToBytes
            && SinkFile.Scalar(connection, "PRAGMA quick_check(1)") is string found and not "ok")
        {
            throw new SinkUnusableException($"sink {path} is damaged ({found}); restore it from a backup");
        }
    }
}

using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// A SQLite file as a job's sink: one writer, any number of readers, ledger and outbox beside the job's tables. Every opener of the file
/// must take <c>&lt;sink&gt;.backfill-lock</c> before it writes; this one does. Thread safe but for what it opens.
/// </summary>
public sealed class SqliteSink : ISinkStore
{
    private readonly string _jobIdentity;
    private readonly SinkOpenMode _mode;
    private Fence? _claimed;

    private SqliteSink(SinkFile file, ImmutableArray<SinkTable> tables, string jobIdentity, SinkOpenMode mode, SqliteSinkOptions options, TimeProvider time)
    {
        File = file;
        Tables = tables;
        Options = options;
        Time = time;
        _jobIdentity = jobIdentity;
        _mode = mode;
        Ledger = new SqliteLedger(this, jobIdentity);
    }

    /// <inheritdoc/>
    public string Description => $"SQLite {File.Path}";

    /// <inheritdoc/>
    public ILedger Ledger { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> TablesWithoutUnits => [.. Tables.Where(t => !t.HasUnit).Select(t => t.Table.Name)];

    internal SinkFile File { get; }

    internal ImmutableArray<SinkTable> Tables { get; }

    internal SqliteSinkOptions Options { get; }

    internal TimeProvider Time { get; }

    /// <summary>Gets who may commit, or null before a run has claimed the sink.</summary>
    internal Fence? Claimed
    {
        get => Volatile.Read(ref _claimed);
        set => Volatile.Write(ref _claimed, value);
    }

    /// <summary>Opens a sink: checks the file, and creates or checks the tables.</summary>
    /// <param name="definition">The file and the job's tables.</param>
    /// <param name="jobIdentity">The job's identity text; names its rows in the ledger.</param>
    /// <param name="mode">What may be created.</param>
    /// <param name="options">Waits and sizes, or null for the defaults.</param>
    /// <param name="time">The clock, or null for the system's.</param>
    /// <exception cref="SinkUnusableException">The file cannot be used, or its tables do not fit; nothing was changed.</exception>
    /// <exception cref="BackfillException">Somebody else keeps it locked, or the disk is full.</exception>
    public static SqliteSink Open(
        SqliteSinkDefinition definition, string jobIdentity, SinkOpenMode mode, SqliteSinkOptions? options = null, TimeProvider? time = null)
    {
        options ??= new SqliteSinkOptions();
        time ??= TimeProvider.System;
        var file = new SinkFile(definition.Path, options, time);
        try
        {
            var tables = SinkOpening.Run(file, definition.Tables, mode, options);
            return new SqliteSink(file, tables, jobIdentity, mode, options, time);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_NOTADB)
        {
            throw new SinkUnusableException($"sink {file.Path} is not a SQLite database; nothing was changed", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CORRUPT)
        {
            throw new SinkUnusableException($"sink {file.Path} is damaged or cut short ({e.Message}); restore it from a backup", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM)
        {
            throw new SinkUnusableException($"sink {file.Path} cannot be written: file or directory is read-only ({e.Message})", e);
        }
        catch (SqliteException e) when (SqliteErrors.IsOfDatabase(e))
        {
            throw SqliteErrors.Unavailable(file.Path, e);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The sink was opened to read.</exception>
    public ISinkWriter OpenWriter()
    {
        RefuseWhenReadOnly();
        return new SinkWriter(new SqliteConnector(this));
    }

    /// <inheritdoc/>
    public ISinkReader OpenReader() => new SqliteSinkReader(File, Options.AlsoReads);

    ImmutableArray<SinkTable> ISinkStore.Tables => Tables;

    ISinkView ISinkStore.OpenView() => new SqliteView(this);

    BackfillException? ISinkStore.Unavailable(Exception error) =>
        error is SqliteException e && SqliteErrors.IsOfDatabase(e) ? SqliteErrors.Unavailable(File.Path, e) : null;

    /// <summary>Gets the job's id in the sink, or null when the sink has nothing of it.</summary>
    internal long? JobId(SqliteConnection connection)
    {
        if (!LedgerTables.Exist(connection))
        {
            return null;
        }

        using var command = new LedgerCommand(connection, "SELECT id FROM backfill_job WHERE identity = $identity", _jobIdentity);
        return command.Read(r => (long?)r.GetInt64(0)).FirstOrDefault();
    }

    /// <summary>Sees to it that nothing is written through a sink that was opened to read.</summary>
    internal void RefuseWhenReadOnly()
    {
        if (_mode == SinkOpenMode.ReadOnly)
        {
            throw new InvalidOperationException($"sink {File.Path} was opened to read");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Connections belong to writers, readers and single questions; nothing is kept open here.
    }
}

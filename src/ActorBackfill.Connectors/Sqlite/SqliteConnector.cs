using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Connects a writer to one SQLite file; the turn is the lock between processes that every writer of the file takes.</summary>
internal sealed class SqliteConnector : ISinkConnector
{
    private readonly SqliteSink _sink;
    private readonly CommitLock _lock;
    private readonly WalCheckpoint _checkpoint;

    public SqliteConnector(SqliteSink sink)
    {
        _sink = sink;
        _lock = sink.File.NewLock();
        _checkpoint = new WalCheckpoint(sink.File.Path, sink.Options.CheckpointAboveBytes);
    }

    public Fence? Claimed => _sink.Claimed;

    public TimeProvider Time => _sink.Time;

    public IDisposable? TakeTurn()
    {
        var held = _lock.Take();
        try
        {
            _sink.File.CheckIdentity();
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public ISinkGroup Connect(long job)
    {
        _sink.File.CheckIdentity();
        var connection = _sink.File.OpenForWriting(create: false);
        try
        {
            _checkpoint.Start();
            return new SqliteGroup(connection, _sink, _checkpoint, job);
        }
        catch (SqliteException e) when (!SqliteErrors.IsOfDatabase(e))
        {
            connection.Dispose();
            throw new BackfillException(FailureCategory.SinkUnavailable, $"sink {_sink.File.Path} has no ledger any more ({e.Message})", e) { CanRetry = false };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Close(ISinkGroup? group)
    {
        try
        {
            using var held = _lock.Take();
            if (group is SqliteGroup open)
            {
                // Whoever copies the file alone after a run gets all of it.
                WalCheckpoint.Finish(open.Connection);
            }

            group?.Dispose();
        }
        catch (Exception e) when (e is BackfillException or SqliteException)
        {
            // What was committed stands in the log, and the next opener finds it there. Without the lock: a close that finds another
            // connection open leaves the log alone, and else there is nobody to race with.
            group?.Dispose();
        }
    }

    public bool IsOfDatabase(Exception error) => error is SqliteException e && SqliteErrors.IsOfDatabase(e);

    // The lock between processes keeps others out of the way.
    public bool IsOfOthers(Exception error) => false;

    public BackfillException? Unavailable(Exception error) => error switch
    {
        SqliteException e when SqliteErrors.IsOfDatabase(e) => SqliteErrors.Unavailable(_sink.File.Path, e),
        SinkUnusableException e => new BackfillException(FailureCategory.SinkUnavailable, e.Message, e) { CanRetry = false },
        _ => null,
    };

    public BackfillException Refused(Exception error) => SqliteErrors.Refused(error);

    public void Dispose() => _lock.Dispose();
}

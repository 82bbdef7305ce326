using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Hears of commits in a SQLite file: every write to its log wakes it, and the file says whether something was committed.</summary>
internal sealed class SqliteCommitWatch : ICommitWatch
{
    private readonly SqliteConnection _connection;
    private readonly FileSystemWatcher _writes;

    // One wake-up is enough: what it finds is everything that was committed before it.
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _version;

    public SqliteCommitWatch(string file)
    {
        _connection = SqliteSinks.Open(file, SqliteOpenMode.ReadOnly);
        _version = Version();
        _writes = new FileSystemWatcher(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "-wal") { NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite };
        _writes.Changed += (_, _) => _wakes.Writer.TryWrite(true);
        _writes.Created += (_, _) => _wakes.Writer.TryWrite(true);
        _writes.EnableRaisingEvents = true;
    }

    public async Task CommitAsync()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (Version() is var now)
        {
            if (now != _version)
            {
                _version = now;
                return;
            }

            await _wakes.Reader.ReadAsync(late.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        _writes.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    // Another number than before when another connection has committed.
    private long Version()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }
}

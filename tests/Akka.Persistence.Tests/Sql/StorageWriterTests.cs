using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Sql;

public sealed class StorageWriterTests : IDisposable
{
    private static readonly Statement Insert = new("INSERT INTO t VALUES (@n)", "@n");
    private readonly DatabaseFile _database = new();

    [Fact]
    public async Task One_refused_row_of_a_group_fails_alone()
    {
        using var lease = StorageWriters.Take(Options);
        using var gate = new ManualResetEventSlim();
        var blocker = lease.Writer.Do(new Wait(gate) { Schema = Schema });
        var group = Enumerable.Range(0, 16).Select(i => lease.Writer.Do(new Add(i == 9 ? 3 : i) { Schema = Schema })).ToList();
        gate.Set();
        _ = await blocker;
        await Task.WhenAll(group).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal([9], Enumerable.Range(0, 16).Where(i => group[i].IsFaulted));
        Assert.Equal(["15"], _database.Rows("SELECT COUNT(*) FROM t"));
    }

    [Fact]
    public async Task What_waits_is_written_before_the_end()
    {
        Task<int> last;
        using (var lease = StorageWriters.Take(Options))
        {
            for (var i = 0; i < 99; i++)
                _ = lease.Writer.Do(new Add(i) { Schema = Schema });
            last = lease.Writer.Do(new Add(99) { Schema = Schema });
        }
        Assert.Equal(1, await last);
        Assert.Equal(["100"], _database.Rows("SELECT COUNT(*) FROM t"));
    }

    [Fact]
    public async Task Two_users_of_one_file_share_its_writer_and_the_last_closes_it()
    {
        var first = StorageWriters.Take(Options);
        using var second = StorageWriters.Take(Options);
        Assert.Same(first.Writer, second.Writer);
        first.Dispose();
        Assert.Equal(1, await second.Writer.Do(new Add(1) { Schema = Schema }));
    }

    [Fact]
    public async Task The_log_is_cut_when_it_has_grown_long()
    {
        using var lease = StorageWriters.Take(Options);
        for (var i = 0; i < 40; i++)
            _ = await lease.Writer.Do(new Blob(1 << 20) { Schema = Schema });
        Assert.InRange(new FileInfo(_database.FullName + "-wal").Length, 0, 20L << 20);
    }

    [Fact]
    public async Task A_database_in_memory_needs_no_file()
    {
        using var lease = StorageWriters.Take(Options with { ConnectionString = "Data Source=:memory:" });
        Assert.Equal(1, await lease.Writer.Do(new Add(1) { Schema = Schema }));
    }

    public void Dispose() => _database.Dispose();

    private static StorageSchema Schema { get; } = new(["CREATE TABLE IF NOT EXISTS t (n PRIMARY KEY)"]);

    private StorageOptions Options => new(_database.ConnectionString, "SQLite.MS", true, 1000);

    private sealed class Add(int n) : StorageWork<int>
    {
        protected override int Query(StorageSession session) => session.Execute(Insert, n);
    }

    private sealed class Blob(int bytes) : StorageWork<int>
    {
        private readonly byte[] _bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(bytes);

        protected override int Query(StorageSession session) => session.Execute(Insert, _bytes);
    }

    private sealed class Wait(ManualResetEventSlim gate) : StorageWork<int>
    {
        public override bool Writes => false;

        protected override int Query(StorageSession session)
        {
            gate.Wait();
            return 0;
        }
    }
}

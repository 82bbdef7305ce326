using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Tests.Sqlite;

public sealed class SqliteSinkFaultTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Sink => _folder["sink.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void B17_A_full_disk_rolls_the_whole_group_back_and_blames_no_unit()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = (SinkWriter)sink.OpenWriter();
        writer.Commit([Some.Unit(1)], 0);
        var pages = (long)SinkFile.Scalar(((SqliteGroup)writer.Group!).Connection, "PRAGMA page_count")!;
        SinkFile.Execute(((SqliteGroup)writer.Group!).Connection, $"PRAGMA max_page_count = {pages + 5}");
        var group = Enumerable.Range(2, 20).Select(i => Some.Unit(i, [.. Enumerable.Range(0, 50).Select(k => Some.Row($"{i}-{k}", new string('x', 200)))])).ToList();

        var error = Assert.Throws<BackfillException>(() => writer.Commit(group, 0));

        Assert.Equal((FailureCategory.SinkUnavailable, true), (error.Category, error.CanRetry));
        Assert.Contains("bytes are free", error.Message, StringComparison.Ordinal);
        Assert.Equal(["r1"], TestDatabase.Query(Sink, "SELECT id FROM results"));
        Assert.Equal([Some.Key(1)], sink.Ledger.Units().Select(u => u.Key));
        Assert.Equal(1, sink.Ledger.Position()!.LastN);

        // The next connection has no such limit: space has come back.
        Assert.Equal(20, Assert.Single(writer.Commit(group, 0).Commits).Unpack().Count);
        Assert.True(SinkVerifier.Verify(sink).IsEqual);
    }

    [Fact]
    public void C40_Another_connections_lock_is_waited_for_and_then_named()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        using (var other = TestDatabase.Open(Sink))
        using (other.BeginTransaction())
        {
            var error = Assert.Throws<BackfillException>(() => writer.Commit([Some.Unit(1)], 0));
            Assert.Equal(FailureCategory.SinkUnavailable, error.Category);
            Assert.Contains("locked by another connection", error.Message, StringComparison.Ordinal);
        }

        Assert.Single(writer.Commit([Some.Unit(1)], 0).Commits);
    }

    [Fact]
    public void The_lock_between_processes_is_waited_for_and_its_holder_named()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        using var gate = new CommitLock(Sink, TimeSpan.Zero, TimeProvider.System);
        using (gate.Take())
        {
            var error = Assert.Throws<BackfillException>(() => writer.Commit([Some.Unit(1)], 0));
            Assert.Equal(FailureCategory.SinkUnavailable, error.Category);
            Assert.Contains($"process {Environment.ProcessId} (state", error.Message, StringComparison.Ordinal);
        }

        Assert.Single(writer.Commit([Some.Unit(1)], 0).Commits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void B27_A_file_deleted_or_replaced_under_the_writer_is_noticed_before_the_next_commit(bool replaced)
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1)], 0);
        File.Move(Sink, _folder["moved.db"]);
        if (replaced)
        {
            File.Copy(_folder["moved.db"], Sink);
        }

        var error = Assert.Throws<BackfillException>(() => writer.Commit([Some.Unit(2)], 0));

        Assert.Equal((FailureCategory.SinkUnavailable, false), (error.Category, error.CanRetry));
        Assert.Contains(replaced ? "replaced by another file" : "deleted or moved away", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void C45_A_trigger_that_drops_a_row_is_not_taken_for_success()
    {
        using var sink = Open();
        TestDatabase.Execute(Sink, "CREATE TRIGGER no BEFORE INSERT ON results WHEN new.rug = 13 BEGIN SELECT RAISE(IGNORE); END");
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        var result = writer.Commit([Some.Unit(1), Some.Unit(2, Some.Row("x", rug: 13))], 0);

        Assert.Contains("a trigger of the table dropped it", Assert.Single(result.Refused).Error.Message, StringComparison.Ordinal);
        Assert.Equal([Some.Key(1)], sink.Ledger.Units().Select(u => u.Key));
    }

    [Fact]
    public void Files_copied_in_the_middle_of_a_transaction_hold_whole_groups_only()
    {
        var copies = 0;
        using var sink = Open(new SqliteSinkOptions
        {
            CommitTransaction = transaction =>
            {
                // What a kill -9 just before COMMIT leaves, and just after.
                Copy($"before{++copies}");
                transaction.Commit();
                Copy($"after{copies}");
            },
        });
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        for (var i = 0; i < 4; i++)
        {
            writer.Commit([.. Enumerable.Range(i * 100, 100).Select(k => Some.Unit(k))], 0);
        }

        for (var n = 1; n <= 4; n++)
        {
            Assert.Equal(n - 1, UnitsOf($"before{n}") / 100.0);
            Assert.Equal(n, UnitsOf($"after{n}") / 100.0);
        }
    }

    [Fact]
    public void The_log_is_checkpointed_above_its_limit_and_gone_after_the_writer()
    {
        using var sink = Open(new SqliteSinkOptions { CheckpointAboveBytes = 100_000 });
        sink.Ledger.Claim(Some.RunA);
        var largest = 0L;
        using (var writer = sink.OpenWriter())
        {
            for (var i = 0; i < 40; i++)
            {
                writer.Commit([.. Enumerable.Range(i * 100, 100).Select(k => Some.Unit(k))], i);
                largest = Math.Max(largest, new FileInfo(Sink + "-wal").Length);
            }
        }

        Assert.InRange(largest, 1, 300_000);
        Assert.False(File.Exists(Sink + "-wal"));
        Assert.Equal([4000L], TestDatabase.Query(Sink, "SELECT count(*) FROM results"));
    }

    [Fact]
    public void Two_jobs_write_one_file_at_the_same_time()
    {
        Parallel.For(0, 4, job =>
        {
            using var sink = Open(job: $"job{job}");
            sink.Ledger.Claim(Some.RunA);
            using var writer = sink.OpenWriter();
            for (var i = 0; i < 25; i++)
            {
                Assert.Single(writer.Commit([Some.Unit(i, Some.Row($"{job}-{i}"))], i).Commits);
            }
        });

        Assert.Equal([100L], TestDatabase.Query(Sink, "SELECT count(*) FROM results"));
        Assert.Equal(["ok"], TestDatabase.Query(Sink, "PRAGMA integrity_check"));
    }

    private void Copy(string name)
    {
        // Bytes as a crash leaves them, the shared memory left out. Read by another process: closing a handle here would drop SQLite's locks.
        using var cp = System.Diagnostics.Process.Start("sh", ["-c", $"cp '{Sink}' '{_folder[name]}.db' && cp '{Sink}-wal' '{_folder[name]}.db-wal'"]);
        cp.WaitForExit();
        Assert.Equal(0, cp.ExitCode);
    }

    private long UnitsOf(string name)
    {
        using var sink = SqliteSink.Open(new SqliteSinkDefinition(_folder[name + ".db"], [Some.Results]), Some.Job, SinkOpenMode.OpenExisting);
        var verified = SinkVerifier.Verify(sink);
        Assert.True(verified.IsEqual);
        Assert.Equal(verified.Units, sink.Ledger.CommitsAfter(0).Sum(c => c.Event!.Unpack().Count));
        return verified.Units;
    }

    private SqliteSink Open(SqliteSinkOptions? options = null, string job = Some.Job) => SqliteSink.Open(
        new SqliteSinkDefinition(Sink, [Some.Results]),
        job,
        SinkOpenMode.CreateOrOpen,
        (options ?? new SqliteSinkOptions()) with
        {
            // Short where a lock is not given up, and as long as a slow disk may need where it is.
            BusyTimeout = TimeSpan.FromSeconds(job == Some.Job ? 1 : 180),
            LockTimeout = TimeSpan.FromMilliseconds(job == Some.Job ? 50 : 180_000),
        });
}

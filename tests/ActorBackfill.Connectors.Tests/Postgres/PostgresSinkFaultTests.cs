using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Connectors.Tests.Sqlite;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Postgres;

public sealed class PostgresSinkFaultTests : IDisposable
{
    private static readonly HashSet<string> Nobody = [];

    private readonly PostgresSchema _schema = new();

    public void Dispose() => _schema.Dispose();

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void C36_A_backend_that_is_ended_around_commit_leaves_each_unit_once(bool isAfter)
    {
        var ended = false;
        using var sink = _schema.Open(new PostgresOptions
        {
            Mark = "c36",
            CommitTransaction = transaction =>
            {
                if (!ended && !isAfter)
                {
                    End();
                }

                transaction.Commit();
                if (!ended)
                {
                    End();
                    throw new Npgsql.NpgsqlException("the answer got lost, made by a test");
                }
            },
        });
        void End()
        {
            ended = true;
            _schema.Execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'backfill c36'");
        }

        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        var commits = Commits(writer, Some.Unit(1), Some.Unit(2));
        commits.AddRange(Commits(writer, Some.Unit(3)));

        Assert.True(ended);
        Assert.Equal([1L, 2L, 3L], commits.SelectMany(c => c.Commits).SelectMany(c => c.Unpack()).Select(u => u.Ordinal));
        Assert.Equal(3L, SinkVerifier.Verify(sink).Sink.Rows);
        Assert.True(SinkVerifier.Verify(sink).IsEqual);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData(" DEFERRABLE INITIALLY DEFERRED")]
    public void A_row_that_refers_to_a_later_one_of_its_unit_is_not_set_aside_with_those_that_are_refused(string when)
    {
        _schema.Execute(
            "CREATE TABLE results (id TEXT NOT NULL PRIMARY KEY, name TEXT REFERENCES results (id)" + when + ", rug BIGINT CHECK (rug > 0), time DOUBLE PRECISION, fetched TEXT, "
            + "_unit TEXT NOT NULL, _job BIGINT NOT NULL)");
        using var sink = _schema.Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        var policy = new RowPolicy { BadRows = BadRows.RejectRow, MaxRejectPercent = 100 };
        var unit = Some.Unit(1, Some.Row("a", "d"), Some.Row("b", null, -1), Some.Row("c", "nobody"), Some.Row("d", null)) with { Policy = policy };

        var result = writer.Commit([unit], 0);

        Assert.Equal((0, 2L), (result.Refused.Length, result.Rejected));
        Assert.Equal(["a", "d"], _schema.Query("SELECT id FROM results ORDER BY id"));
    }

    [SkippableFact]
    public void C38_Jobs_that_write_each_others_rows_at_the_same_time_all_come_through()
    {
        Parallel.For(0, 4, job =>
        {
            using var sink = _schema.Open(job: $"job{job}");
            sink.Ledger.Claim(Some.RunA);
            using var writer = sink.OpenWriter();
            for (var i = 0; i < 15; i++)
            {
                // The same keys for everybody, in an order of everybody's own.
                var rows = Enumerable.Range(0, 20).Select(k => Some.Row($"{(k * 7 + job * 5 + i) % 20:D2}", $"job{job}")).ToArray();
                Assert.Single(Commits(writer, Some.Unit(i, rows)).SelectMany(c => c.Commits));
            }
        });

        Assert.Equal([20L], _schema.Query("SELECT count(*) FROM results"));
        Assert.Equal([20L], _schema.Query("SELECT sum(rows) FROM backfill_ledger"));
        for (var job = 0; job < 4; job++)
        {
            using var sink = _schema.Open(job: $"job{job}");
            Assert.True(SinkVerifier.Verify(sink).IsEqual);
        }
    }

    [SkippableFact]
    public void C40_Another_transactions_lock_is_waited_for_and_then_named()
    {
        using var sink = _schema.Open(new PostgresOptions { LockTimeout = TimeSpan.FromMilliseconds(50) });
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        using (var other = _schema.Connect())
        using (other.BeginTransaction())
        {
            other.Execute("LOCK TABLE results");
            var error = Assert.Throws<BackfillException>(() => writer.Commit([Some.Unit(1)], 0));
            Assert.Equal((FailureCategory.SinkUnavailable, true), (error.Category, error.CanRetry));
            Assert.Contains("is locked by another transaction", error.Message, StringComparison.Ordinal);
        }

        Assert.Single(writer.Commit([Some.Unit(1)], 0).Commits);
    }

    [SkippableFact]
    public void A_claim_waits_for_a_commit_under_way_and_the_run_before_it_is_refused_then()
    {
        var claimed = Task.CompletedTask;
        using var sink = _schema.Open(new PostgresOptions
        {
            CommitTransaction = transaction =>
            {
                // The fence is read and locked: another run can only come after this commit.
                claimed = Task.Run(() =>
                {
                    using var other = _schema.Open();
                    return other.Ledger.Claim(Some.RunB).LastN;
                });
                transaction.Commit();
            },
        });
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        writer.Commit([Some.Unit(1)], 0);

        Assert.Equal(1L, ((Task<long>)claimed).GetAwaiter().GetResult());
        Assert.Throws<FenceLostException>(() => writer.Commit([Some.Unit(2)], 0));
    }

    [SkippableFact]
    public void C45_A_trigger_that_drops_a_row_is_not_taken_for_success()
    {
        using var sink = _schema.Open();
        _schema.Execute("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF new.rug = 13 THEN RETURN NULL; END IF; RETURN new; END'");
        _schema.Execute("CREATE TRIGGER no BEFORE INSERT ON results FOR EACH ROW EXECUTE FUNCTION no()");
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        var result = writer.Commit([Some.Unit(1), Some.Unit(2, Some.Row("x", rug: 13))], 0);

        Assert.Contains("did not take row 1: a trigger of the table dropped it", Assert.Single(result.Refused).Error.Message, StringComparison.Ordinal);
        Assert.Equal([Some.Key(1)], sink.Ledger.Units().Select(u => u.Key));
    }

    [SkippableFact]
    public void C39_A_run_that_would_not_get_its_connections_is_told_before_it_starts()
    {
        var database = SinkDatabases.Of(new PostgresSinkDefinition(_schema.Address.Secret, [Some.Results]) { MaxPool = 500 }, "/");

        var error = Assert.Throws<SinkUnusableException>(() => database.Open([Some.Results], Some.Job, SinkOpenMode.CreateOrOpen, new SinkUse(Workers: 300), TimeProvider.System));

        Assert.Contains("302 connections are needed (300 workers", error.Message, StringComparison.Ordinal);
        Assert.Contains("max_connections = 100", error.Message, StringComparison.Ordinal);
        Assert.Contains(database.Examine(300), f => f.IsProblem);
        Assert.DoesNotContain(database.Examine(4), f => f.IsProblem);
    }

    [SkippableFact]
    public void S1_28_Readers_share_a_pool_of_the_size_that_the_job_says()
    {
        using var sink = _schema.Open(new PostgresOptions { Mark = "pool", MinPool = 5, MaxPool = 6 });
        const string Count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'backfill pool'";
        var most = 0L;

        // Threads of their own: the pool of threads grows too slowly for twelve that wait.
        using var together = new Barrier(12);
        var threads = Enumerable.Range(0, 12).Select(_ => new Thread(Read)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.InRange(most, 5, 6);

        void Read()
        {
            together.SignalAndWait();
            using var reader = sink.OpenReader();
            var now = (long)reader.Query("SELECT pg_sleep(0.05)::text, (" + Count + ") AS n")[0]["n"]!;
            InterlockedMax(ref most, now);
        }

        static void InterlockedMax(ref long most, long now)
        {
            for (var seen = Volatile.Read(ref most); now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen; seen = Volatile.Read(ref most))
            {
            }
        }
    }

    [SkippableFact]
    public void A_server_that_is_not_there_is_named_without_the_password()
    {
        var address = PostgresAddress.Parse("postgres://ann:sesame@127.0.0.1:1/dogs?connect_timeout=5");

        var error = Assert.Throws<BackfillException>(() => PostgresSink.Open(address, [Some.Results], Some.Job, SinkOpenMode.CreateOrOpen));

        Assert.Equal((FailureCategory.SinkUnavailable, true), (error.Category, error.CanRetry));
        Assert.Contains("sink postgres://ann@127.0.0.1:1/dogs cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", error.ToString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Tables_of_the_users_own_keep_their_types_and_only_the_chosen_columns_change()
    {
        _schema.Execute(
            "CREATE TABLE parcels (apn varchar(12) PRIMARY KEY, sold date, seen timestamptz, is_open boolean, value numeric(12,2), rooms smallint, raw jsonb, note text DEFAULT 'mine')");
        var table = new TableDefinition(
            "parcels",
            [
                new("apn", "apn"), new("sold", "sold", ColumnType.Date), new("seen", "seen", ColumnType.Timestamp), new("is_open", "is_open", ColumnType.Boolean),
                new("value", "value", ColumnType.Real), new("rooms", "rooms", ColumnType.Integer), new("raw", "raw", ColumnType.Json),
            ],
            ["apn"],
            ["value", "is_open"]);
        using var sink = _schema.Open(null, Some.Job, table);
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        object?[] row = ["1-2", "2024-02-29", "2024-02-29T12:30:00.5Z", 1L, 1234.5, 7L, "{\"a\":1}"];

        var first = writer.Commit([Some.Of(table, 1, row), Some.Of(table, 2, ["3-4", null, null, null, null, null, null]), Some.Of(table, 3, ["toolongforthat", null, null, null, null, null, null]), Some.Of(table, 4, ["5-6", null, null, null, null, 70_000L, null])], 0);
        writer.Commit([Some.Of(table, 5, ["1-2", "2030-01-01", null, 0L, 99.0, 1L, null])], 0);

        Assert.Equal([3L, 4L], first.Refused.Select(r => r.Result.Unit.Ordinal));
        using var reader = sink.OpenReader();
        var kept = Assert.Single(reader.Query("SELECT sold, seen, is_open, value, rooms, raw, note FROM parcels WHERE apn = $apn AND sold = $day", ("$apn", "1-2"), ("$day", "2024-02-29")));
        Assert.Equal(["2024-02-29", "2024-02-29T12:30:00.5Z", 0L, 99L, 7L, "{\"a\": 1}", "mine"], kept.Values);
    }

    [SkippableFact]
    public void Two_databases_with_the_same_units_are_equal_and_differences_are_named_across_them()
    {
        using var folder = new TestFolder();
        using var left = SqliteSink.Open(new SqliteSinkDefinition(folder["left.db"], [Some.Results]), Some.Job, SinkOpenMode.CreateOrOpen);
        using var right = _schema.Open();
        UnitResult[] units = [Some.Unit(1, Some.Row("b", "ß"), Some.Row("a", null, null, null)), Some.Empty(2), Some.Unit(3, Some.Row("Z", "🐕", long.MaxValue, 0.1))];
        foreach (var sink in new ISinkStore[] { left, right })
        {
            sink.Ledger.Claim(Some.RunA);
            using var writer = sink.OpenWriter();
            writer.Commit(units, 0);
        }

        Assert.Equal(SinkVerifier.Verify(left).Sink, SinkVerifier.Verify(right).Sink);
        Assert.True(SinkComparer.Compare(left, right, Nobody).IsEqual);
        _schema.Execute("UPDATE results SET rug = 5 WHERE id = 'b'; DELETE FROM results WHERE id = 'Z'");
        Assert.Equal([("Z", true), ("b", false)], SinkComparer.Compare(left, right, Nobody).Rows.Select(r => (r.Key[3..], r.IsOnlyLeft)));
    }

    [SkippableFact]
    public void A_gate_reads_days_and_their_rows()
    {
        _schema.Execute("CREATE TABLE games (day date, at timestamptz); INSERT INTO games VALUES ('2024-01-01', now()), ('2024-01-01', now()), ('2024-01-02', NULL), (NULL, NULL)");
        var database = SinkDatabases.Of(_schema.Address.Secret, "/");

        Assert.Equal([("2024-01-01", 2L), ("2024-01-02", 1L)], database.Values("games", "day", isDate: true).OrderBy(k => k.Key).Select(k => (k.Key, k.Value!.Value)));
        Assert.Equal([("2024-01-02", (long?)null)], database.Keys("SELECT day FROM games WHERE at IS NULL AND day IS NOT NULL").Select(k => (k.Key, k.Value)));
        Assert.Throws<BackfillException>(() => database.Keys("DELETE FROM games RETURNING day"));
    }

    // As the committer does: what is unavailable is asked again.
    private static List<CommitResult> Commits(ISinkWriter writer, params UnitResult[] units)
    {
        var results = new List<CommitResult>();
        for (var tries = 0; results.Count == 0; tries++)
        {
            try
            {
                results.Add(writer.Commit(units, 0));
            }
            catch (BackfillException e) when (e.CanRetry && tries < 20)
            {
                Assert.Equal(FailureCategory.SinkUnavailable, e.Category);
            }
        }

        return results;
    }
}

using Akka.Actor;

namespace Akka.Persistence.Tests.Sql;

/// <summary>What holds on every database.</summary>
public abstract class SqlRecoveryTests(TestDatabase database) : SqlTest(database)
{
    [SkippableFact]
    public async Task Another_system_recovers_what_the_first_stored()
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a", "b");
            return Task.CompletedTask;
        });
        await InSystem(life =>
        {
            _ = life.Start();
            life.Expect("replayed Word { Text = a }", "replayed Word { Text = b }", "recovered 2");
            return Task.CompletedTask;
        });
    }

    [SkippableFact]
    public async Task A_recovery_of_many_pages_misses_no_event()
    {
        await InSystem(Store, "replay-batch-size = 7");
        await InSystem(
            life =>
            {
                _ = life.Start();
                for (var i = 1; i <= 50; i++)
                    life.Expect($"replayed {i}");
                life.Expect("recovered 50");
                _ = life.Start("r", new Recovery(SnapshotSelectionCriteria.None, 30, 14));
                for (var i = 1; i <= 14; i++)
                    life.Expect($"replayed {i}");
                life.Expect("recovered 50");
                return Task.CompletedTask;
            },
            "replay-batch-size = 7");

        static Task Store(Life life)
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            actor.Tell(new Do(r => r.PersistAll(Enumerable.Range(1, 50).Select(i => $"{i}"), e => r.Note($"stored {e}"))));
            for (var i = 1; i <= 50; i++)
                life.Expect($"stored {i}");
            return Task.CompletedTask;
        }
    }

    [SkippableFact]
    public async Task A_recovery_starts_from_the_snapshot()
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a");
            actor.Tell(new Do(r => r.SaveSnapshot(new Word("state"))));
            life.Expect("saved 1");
            life.Store(actor, "b");
            return Task.CompletedTask;
        });
        await InSystem(life =>
        {
            _ = life.Start();
            life.Expect("snapshot 1 Word { Text = state }", "replayed Word { Text = b }", "recovered 2");
            return Task.CompletedTask;
        });
    }

    [SkippableTheory]
    [InlineData("identifier = 999", "serializer 999")]
    [InlineData("manifest = 'w9'", "manifest \"w9\"")]
    [InlineData("identifier = NULL, manifest = 'No.Such.Type, Nowhere'", "No.Such.Type, Nowhere")]
    public async Task An_event_that_nobody_can_read_fails_the_recovery_by_its_name(string change, string name)
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a");
            return Task.CompletedTask;
        });
        Database.Execute($"UPDATE journal SET {change}");
        await InSystem(life =>
        {
            _ = life.Start();
            var note = life.Next();
            Assert.StartsWith("not recovered at nothing: Event 1 of r cannot be read", note, StringComparison.Ordinal);
            Assert.Contains(name, note, StringComparison.Ordinal);
            life.Expect("ended");
            return Task.CompletedTask;
        });
    }

    [SkippableFact]
    public async Task A_snapshot_that_nobody_can_read_fails_the_recovery_by_its_name()
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a");
            actor.Tell(new Do(r => r.SaveSnapshot(new Word("state"))));
            life.Expect("saved 1");
            return Task.CompletedTask;
        });
        Database.Execute("UPDATE snapshot SET manifest = 'w9'");
        await InSystem(life =>
        {
            _ = life.Start();
            Assert.Contains("Snapshot 1 of r cannot be read", life.Next(), StringComparison.Ordinal);
            life.Expect("ended");
            return Task.CompletedTask;
        });
    }

    [SkippableFact]
    public async Task Two_writers_of_one_id_are_found_when_the_replay_filter_fails()
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a", "b", "c");
            return Task.CompletedTask;
        });
        Database.Execute("UPDATE journal SET writer_uuid = 'other' WHERE sequence_number = 2");
        await InSystem(
            life =>
            {
                _ = life.Start();
                life.Expect("replayed Word { Text = a }", "replayed Word { Text = b }");
                Assert.Contains("two actors wrote under one persistence id", life.Next(), StringComparison.Ordinal);
                life.Expect("ended");
                return Task.CompletedTask;
            },
            "replay-filter.mode = fail");
        await InSystem(
            life =>
            {
                _ = life.Start();
                life.Expect("replayed Word { Text = a }", "replayed Word { Text = b }", "recovered 3");
                return Task.CompletedTask;
            },
            "replay-filter.mode = repair-by-discard-old");
    }
}

public sealed class SqliteRecoveryTests : SqlRecoveryTests
{
    private readonly DatabaseFile _file;

    public SqliteRecoveryTests()
        : this(new DatabaseFile())
    {
    }

    private SqliteRecoveryTests(DatabaseFile file)
        : base(file) => _file = file;

    [Fact]
    public async Task The_snapshot_store_can_have_a_file_of_its_own()
    {
        var other = Path.Combine(_file.Folder, "snapshots.db");
        await InSystem(
            life =>
            {
                var actor = life.Start();
                life.Expect("recovered 0");
                actor.Tell(new Do(r => r.SaveSnapshot(new Word("state"))));
                life.Expect("saved 0");
                return Task.CompletedTask;
            },
            snapshots: $"connection-string = \"Data Source={other}\"");
        Assert.True(File.Exists(other));
        Assert.Empty(Database.Rows("SELECT name FROM sqlite_schema WHERE name = 'snapshot'"));
    }
}

[Collection(nameof(PostgresSchema))]
public sealed class PostgresRecoveryTests() : SqlRecoveryTests(new PostgresSchema());

using Akka.Actor;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Tests.Sql;

/// <summary>Rows as the package writes them, on every database.</summary>
public abstract class SqlRowsTests(TestDatabase database) : SqlTest(database)
{
    [SkippableFact]
    public async Task An_event_is_a_row_as_the_package_writes_it()
    {
        var before = TimeProvider.System.GetUtcNow().UtcTicks;
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "AB");
            actor.Tell(new Do(r => r.Store("C")));
            life.Expect("stored C");
            return Task.CompletedTask;
        });
        Assert.Equal(
            ["1|0|r|1|4142|w1|4711", "2|0|r|2|43||4711"],
            Database.Rows("SELECT ordering, deleted, persistence_id, sequence_number, message, manifest, identifier FROM journal"));
        var created = long.Parse(Database.Rows("SELECT MIN(created) FROM journal").Single());
        Assert.InRange(created, before, TimeProvider.System.GetUtcNow().UtcTicks);
        var writer = Assert.Single(Database.Rows("SELECT DISTINCT writer_uuid FROM journal"));
        Assert.True(Guid.TryParseExact(writer, "N", out _));
    }

    [SkippableFact]
    public async Task Tags_are_rows_and_the_event_is_stored_without_them()
    {
        await InSystem(Tagged);
        Assert.Equal(["1|blue|1|r", "1|red|1|r"], Database.Rows("SELECT ordering_id, tag, sequence_nr, persistence_id FROM tags ORDER BY tag"));
        Assert.Equal(["41|w1"], Database.Rows("SELECT message, manifest FROM journal"));
    }

    [SkippableFact]
    public async Task Tags_in_a_column_stand_between_separators()
    {
        await InSystem(Tagged, "tag-write-mode = Csv");
        Assert.Contains(Assert.Single(Database.Rows("SELECT tags FROM journal")), (string[])[";red;blue;", ";blue;red;"]);
    }

    [SkippableFact]
    public async Task A_deletion_leaves_the_last_deleted_row_as_a_tombstone()
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a", "b", "c", "d");
            actor.Tell(new Do(r => r.DeleteMessages(2)));
            life.Expect("deleted 2");
            Assert.Equal(["2|1", "3|0", "4|0"], Rows());
            actor.Tell(new Do(r => r.DeleteMessages(4)));
            life.Expect("deleted 4");
            Assert.Equal(["4|1"], Rows());
            return Task.CompletedTask;
        });
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 4");
            life.Store(actor, "e");
            return Task.CompletedTask;
        });
        Assert.Equal(["4|1", "5|0"], Rows());

        IReadOnlyList<string> Rows() => Database.Rows("SELECT sequence_number, deleted FROM journal ORDER BY sequence_number");
    }

    [SkippableFact]
    public async Task Tags_go_with_their_events()
    {
        await InSystem(async life =>
        {
            await Tagged(life);
            life.Start("q").Tell(new Do(r => r.Note("q")));
            life.Expect("recovered 0", "q");
        });
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("replayed Word { Text = A }", "recovered 1");
            actor.Tell(new Do(r => r.DeleteMessages(1)));
            life.Expect("deleted 1");
            return Task.CompletedTask;
        });
        Assert.Empty(Database.Rows("SELECT * FROM tags"));
    }

    [SkippableFact]
    public async Task In_compatibility_mode_the_highest_deleted_number_is_kept_apart()
    {
        await InSystem(
            life =>
            {
                var actor = life.Start();
                life.Expect("recovered 0");
                life.Store(actor, "a", "b");
                actor.Tell(new Do(r => r.DeleteMessages(2)));
                life.Expect("deleted 2");
                return Task.CompletedTask;
            },
            "delete-compatibility-mode = on");
        Assert.Equal(["r|2"], Database.Rows("SELECT * FROM journal_metadata"));
    }

    [SkippableFact]
    public async Task A_snapshot_is_a_row_that_a_newer_one_of_its_number_replaces()
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a");
            actor.Tell(new Do(r => r.SaveSnapshot(new Word("A"))));
            life.Expect("saved 1");
            actor.Tell(new Do(r => r.SaveSnapshot(new Word("B"))));
            life.Expect("saved 1");
            return Task.CompletedTask;
        });
        Assert.Equal(
            ["r|1|42|w1|4711"],
            Database.Rows("SELECT persistence_id, sequence_number, snapshot, manifest, serializer_id FROM snapshot"));
        Assert.True(long.Parse(Database.Rows("SELECT created FROM snapshot").Single()) > new DateTime(2020, 1, 1).Ticks);
    }

    private static Task Tagged(Life life)
    {
        var actor = life.Start();
        life.Expect("recovered 0");
        actor.Tell(new Do(r => r.Persist(new Tagged(new Word("A"), ["red", "blue"]), _ => r.Note("stored"))));
        life.Expect("stored");
        return Task.CompletedTask;
    }
}

public sealed class SqliteRowsTests() : SqlRowsTests(new DatabaseFile())
{
    [Fact]
    public async Task Values_have_the_types_that_the_package_gives_them()
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "A");
            return Task.CompletedTask;
        });
        Assert.Equal(["integer|text|blob|text|integer"], Database.Rows(
            "SELECT DISTINCT typeof(created), typeof(persistence_id), typeof(message), typeof(manifest), typeof(identifier) FROM journal"));
    }
}

[Collection(nameof(PostgresSchema))]
public sealed class PostgresRowsTests() : SqlRowsTests(new PostgresSchema());

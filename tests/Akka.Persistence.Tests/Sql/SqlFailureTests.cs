using Akka.Actor;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Sql;

public sealed class SqlFailureTests : SqlTest
{
    [Fact]
    public async Task An_event_is_committed_before_its_handler_runs() =>
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            actor.Tell(new Do(r => r.Persist("a", _ => r.Note(string.Join(',', Database.Rows("SELECT sequence_number FROM journal"))))));
            life.Expect("1");
            return Task.CompletedTask;
        });

    [Fact]
    public async Task An_event_without_a_serialized_form_is_rejected_and_the_actor_goes_on()
    {
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            actor.Tell(new Do(r => r.PersistAll(new object[] { "a", new Unwritable() }, _ => r.Note("never"))));
            life.Expect("rejected a 1: unwritable has no form", "rejected unwritable 2: unwritable has no form");
            life.Store(actor, "b");
            return Task.CompletedTask;
        });
        Assert.Equal(["3"], Database.Rows("SELECT sequence_number FROM journal"));
    }

    [Fact]
    public async Task A_number_that_is_taken_fails_its_own_write_and_no_other()
    {
        await InSystem(life =>
        {
            var first = life.Start();
            life.Expect("recovered 0");
            var second = life.Start();
            life.Expect("recovered 0");
            life.Store(first, "a");
            second.Tell(new Do(r => r.Store("b")));
            life.Expect("failed b 1: SqliteException", "ended");
            life.Store(first, "c");
            return Task.CompletedTask;
        });
        Assert.Equal(["1|61", "2|63"], Database.Rows("SELECT sequence_number, message FROM journal"));
    }

    [Fact]
    public async Task A_missing_database_is_not_made_without_auto_initialize()
    {
        await InSystem(
            life =>
            {
                _ = life.Start();
                Assert.StartsWith("not recovered at nothing: ", life.Next(), StringComparison.Ordinal);
                life.Expect("ended");
                return Task.CompletedTask;
            },
            "auto-initialize = off",
            "auto-initialize = off");
        Assert.Empty(Directory.GetFiles(Database.Folder));
    }

    [Fact]
    public async Task A_database_that_is_removed_while_it_is_open_is_noticed_at_the_next_write() =>
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a");
            File.Delete(Database.FullName);
            actor.Tell(new Do(r => r.Store("b")));
            life.Expect("failed b 2: FileNotFoundException", "ended");
            return Task.CompletedTask;
        });

    [Fact]
    public async Task An_outage_ends_without_a_restart_of_the_system()
    {
        var folder = Path.Combine(Database.Folder, "later");
        var settings = $"connection-string = \"Data Source={Path.Combine(folder, "journal.db")}\"";
        await InSystem(
            life =>
            {
                _ = life.Start();
                Assert.StartsWith("not recovered at nothing: ", life.Next(), StringComparison.Ordinal);
                life.Expect("ended");
                _ = Directory.CreateDirectory(folder);
                var actor = life.Start();
                life.Expect("recovered 0");
                life.Store(actor, "a");
                return Task.CompletedTask;
            },
            settings,
            settings);
    }

    [Fact]
    public void A_full_queue_refuses_more_work()
    {
        var queue = new StorageQueue(1);
        queue.Add(new Nothing { Schema = null });
        Assert.Throws<InvalidOperationException>(() => queue.Add(new Nothing { Schema = null }));
    }

    [Fact]
    public void A_closed_queue_still_gives_what_it_holds()
    {
        var queue = new StorageQueue(2);
        queue.Add(new Nothing { Schema = null });
        queue.Close();
        var group = new List<StorageWork>();
        Assert.True(queue.Take(group));
        _ = Assert.Single(group);
        Assert.False(queue.Take(group));
    }

    private sealed class Nothing : StorageWork<int>
    {
        protected override int Query(StorageSession session) => 0;
    }
}

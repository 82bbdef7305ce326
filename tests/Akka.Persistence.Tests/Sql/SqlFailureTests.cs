using Akka.Actor;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Sql;

public sealed class SqlFailureTests : SqlTest
{
    private readonly DatabaseFile _file;

    public SqlFailureTests()
        : this(new DatabaseFile())
    {
    }

    private SqlFailureTests(DatabaseFile file)
        : base(file) => _file = file;

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
        Assert.Empty(Directory.GetFiles(_file.Folder));
    }

    [Fact]
    public async Task A_database_that_is_removed_while_it_is_open_is_noticed_at_the_next_write() =>
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a");
            File.Delete(_file.FullName);
            actor.Tell(new Do(r => r.Store("b")));
            life.Expect("failed b 2: FileNotFoundException", "ended");
            return Task.CompletedTask;
        });

    [Fact]
    public async Task An_outage_ends_without_a_restart_of_the_system()
    {
        var folder = Path.Combine(_file.Folder, "later");
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

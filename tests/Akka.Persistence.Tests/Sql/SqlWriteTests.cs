using Akka.Actor;

namespace Akka.Persistence.Tests.Sql;

/// <summary>What a write promises on every database.</summary>
/// <param name="database">The database.</param>
/// <param name="nameOfRefusal">What its driver throws for a row that it does not take.</param>
public abstract class SqlWriteTests(TestDatabase database, string nameOfRefusal) : SqlTest(database)
{
    [SkippableFact]
    public async Task An_event_is_committed_before_its_handler_runs() =>
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            actor.Tell(new Do(r => r.Persist("a", _ => r.Note(string.Join(',', Database.Rows("SELECT sequence_number FROM journal"))))));
            life.Expect("1");
            return Task.CompletedTask;
        });

    [SkippableFact]
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

    [SkippableFact]
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
            life.Expect($"failed b 1: {nameOfRefusal}", "ended");
            life.Store(first, "c");
            return Task.CompletedTask;
        });
        Assert.Equal(["1|61", "2|63"], Database.Rows("SELECT sequence_number, message FROM journal"));
    }
}

public sealed class SqliteWriteTests() : SqlWriteTests(new DatabaseFile(), "SqliteException");

[Collection(nameof(PostgresSchema))]
public sealed class PostgresWriteTests() : SqlWriteTests(new PostgresSchema(), "PostgresException")
{
    [SkippableFact]
    public async Task A_server_that_was_killed_and_is_back_is_used_again_without_a_restart_of_the_system() =>
        await InSystem(life =>
        {
            var actor = life.Start();
            life.Expect("recovered 0");
            life.Store(actor, "a");
            ActorBackfill.Tests.Shared.TestPostgres.Require().RestartAtOnce();
            actor.Tell(new Do(r => r.Store("b")));
            Assert.StartsWith("failed b 2: ", life.Next(), StringComparison.Ordinal);
            life.Expect("ended");
            actor = life.Start();
            life.Expect("replayed Word { Text = a }", "recovered 1");
            life.Store(actor, "c");
            return Task.CompletedTask;
        });

    [SkippableFact]
    public async Task Two_systems_that_begin_together_make_the_tables_once()
    {
        for (var round = 0; round < 5; round++)
        {
            Database.Execute("DROP TABLE IF EXISTS journal, tags, snapshot");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            {
                // A path each, so that none shares another's connection; the schema behind the own one is not there.
                var connection = Database.ConnectionString.Replace(";Timeout", $",none{i};Timeout", StringComparison.Ordinal);
                return InSystem(
                    life =>
                    {
                        var actor = life.Start($"r{i}");
                        life.Expect("recovered 0");
                        life.Store(actor, "a");
                        return Task.CompletedTask;
                    },
                    $"connection-string = \"{connection}\"",
                    $"connection-string = \"{connection}\"");
            })));
            Assert.Equal(["4"], Database.Rows("SELECT count(*) FROM journal"));
        }
    }
}

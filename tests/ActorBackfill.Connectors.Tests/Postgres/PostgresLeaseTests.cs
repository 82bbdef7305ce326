using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Connectors.Tests.Sqlite;

namespace ActorBackfill.Connectors.Tests.Postgres;

public sealed class PostgresLeaseTests : IDisposable
{
    private readonly PostgresSchema _schema = new();
    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose()
    {
        _schema.Dispose();
        _folder.Dispose();
    }

    [SkippableFact]
    public void A_job_has_one_holder_whatever_its_state_directory()
    {
        using var first = Take("one");

        var error = Assert.Throws<JobHeldException>(() => Take("two"));

        Assert.Equal(Environment.ProcessId, error.Holder!.ProcessId);
        Assert.Contains("backfill_lease in postgres://postgres@127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.Contains("--takeover", error.Message, StringComparison.Ordinal);
        Assert.Equal(Environment.ProcessId, Database.Holder(Some.Job, _folder["two"])!.ProcessId);
        using var other = Database.Acquire("another job", _folder["three"], false, _time);
    }

    [SkippableFact]
    public void A_job_that_was_let_go_is_free_at_once()
    {
        Take("one").Dispose();

        Assert.Null(Database.Holder(Some.Job, _folder["one"]));
        Take("two").Dispose();
    }

    [SkippableFact]
    public void A9_A_lease_that_the_servers_clock_has_ended_is_anybodys()
    {
        using var first = Take("one");
        OfAnotherMachine();
        Assert.Throws<JobHeldException>(() => Take("two"));

        _schema.Execute("UPDATE backfill_lease SET until = now() - interval '1 second'");

        using var second = Take("two");
        Assert.Equal(Environment.ProcessId, Database.Holder(Some.Job, _folder["two"])!.ProcessId);
    }

    [SkippableFact]
    public void A_lease_is_renewed_while_its_process_lives_and_is_not_taken_back_from_another()
    {
        using var first = Take("one");
        OfAnotherMachine();
        _schema.Execute("UPDATE backfill_lease SET until = now() - interval '1 second'");

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Throws<JobHeldException>(() => Take("two"));

        _schema.Execute("UPDATE backfill_lease SET token = 'of another', until = now() - interval '1 second'");
        _time.Advance(TimeSpan.FromSeconds(10));
        using var second = Take("two");
    }

    [SkippableFact]
    public void A_takeover_needs_nobody_and_ends_a_transaction_that_the_old_holder_left_open()
    {
        using var first = Take("one");
        var token = (string)Assert.Single(_schema.Query("SELECT token FROM backfill_lease"))!;
        OfAnotherMachine();
        using (var sink = _schema.Open())
        {
            sink.Ledger.Claim(Some.RunA);
        }

        using var frozen = _schema.Connect("backfill " + token);
        using var transaction = frozen.BeginTransaction();
        using (var command = frozen.CreateCommand())
        {
            command.CommandText = "SELECT run FROM backfill_job FOR SHARE";
            command.ExecuteScalar();
        }

        using var second = Database.Acquire(Some.Job, _folder["two"], takeover: true, _time);
        using var again = _schema.Open();
        Assert.Equal(Some.RunB, again.Ledger.Claim(Some.RunB).RunId);
    }

    [SkippableFact]
    public void A_holder_of_this_machine_that_has_ended_is_not_waited_for()
    {
        using var first = Take("one");
        _schema.Execute("UPDATE backfill_lease SET holder = replace(holder, '\"processId\":" + Environment.ProcessId + "', '\"processId\":4194999')");

        using var second = Take("two");
    }

    private ISinkDatabase Database => SinkDatabases.Of(_schema.Address.Secret, "/");

    private IDisposable Take(string state) => Database.Acquire(Some.Job, _folder[state], takeover: false, _time);

    private void OfAnotherMachine() => _schema.Execute($"UPDATE backfill_lease SET holder = replace(holder, '{Environment.MachineName}', 'elsewhere')");
}

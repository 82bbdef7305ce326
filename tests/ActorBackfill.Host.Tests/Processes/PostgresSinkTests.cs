using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>The verbs with a sink in PostgreSQL.</summary>
public sealed class PostgresSinkTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();
    private readonly string _sink = TestPostgres.Require().NewSink().Replace("postgres@", "postgres:sesame@", StringComparison.Ordinal);

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Every_verb_works_on_it_and_none_prints_the_password()
    {
        var run = await RunAsync("run", "--limit", "12");
        var rest = await RunAsync("resume");
        var verify = await RunAsync("verify");
        var against = await RunAsync("verify", "--against", "last");
        var status = await RunAsync("status");
        var units = await RunAsync("units");
        var plan = await RunAsync("plan");
        var doctor = await RunAsync("doctor");
        var gate = await RunAsync("gate", "--expect", "query:SELECT 'day=' || day, count(*) FROM rows GROUP BY 1");
        var again = await RunAsync("run", "--no-resume", "--yes");

        var all = new[] { run, rest, verify, against, status, units, plan, doctor, gate, again };
        Assert.All(all, answer => Assert.True(answer.Exit == ExitCode.Complete, answer.Text));
        Assert.All(all, answer => Assert.DoesNotContain("sesame", answer.Text, StringComparison.Ordinal));
        Assert.Contains("postgres://postgres@127.0.0.1:", run.Text, StringComparison.Ordinal);
        Assert.Contains("answers: PostgreSQL", doctor.Text, StringComparison.Ordinal);
        // The doctor asks for no day.
        Assert.Equal(40, _source.Days.Count(day => !string.IsNullOrEmpty(day)));
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Equivalence_is_proved_in_schemas_of_its_own_that_are_gone_afterwards()
    {
        var (exit, text) = await RunAsync("verify equivalence", "--workers", "1,3");

        Assert.True(exit == ExitCode.Complete, text);
        using var connection = CommitWatch.Connect(_sink);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'backfill_scratch%'";
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [SkippableFact]
    public async Task Another_schema_is_another_sink_until_it_is_adopted()
    {
        await RunAsync("run");
        var other = TestPostgres.Require().NewSink();

        var (refused, _, error) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, "--sink", other, .. _source.Flag]);
        var (adopted, _, _) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, "--sink", other, "--adopt-sink", .. _source.Flag]);

        Assert.True(refused == ExitCode.SinkUnusable, error);
        Assert.Equal(ExitCode.Complete, adopted);
        Assert.Equal(40, _source.Days.Count);
    }

    [SkippableFact]
    public async Task A7_A_frozen_holder_loses_the_job_to_a_takeover_with_another_state_and_writes_nothing_when_it_wakes()
    {
        _source.Hold();
        using var frozen = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, "--sink", _sink, .. _source.Flag]);
        await _source.RequestsAsync(4);
        frozen.Signal(BackfillProcess.SigStop);
        string[] other = ["--state", "other"];

        var refused = await RunAsync("run", other);
        _source.Release();
        var taken = await RunAsync("run", [.. other, "--takeover"]);
        frozen.Signal(BackfillProcess.SigCont);
        var woken = await frozen.ExitAsync();
        var verify = await RunAsync("verify", other);

        Assert.Equal(ExitCode.HeldElsewhere, refused.Exit);
        Assert.True(taken.Exit == ExitCode.Complete, taken.Text);
        Assert.Equal(ExitCode.HeldElsewhere, woken);
        Assert.True(verify.Exit == ExitCode.Complete, verify.Text);
    }

    private async Task<(int Exit, string Text)> RunAsync(string verb, params string[] more)
    {
        string[] source = verb is "doctor" or "plan" or "run" or "resume" or "verify equivalence" ? _source.Flag : [];
        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, [.. verb.Split(' '), WorkDirectory.Job, "--sink", _sink, .. source, .. more]);
        return (exit, text + error);
    }
}

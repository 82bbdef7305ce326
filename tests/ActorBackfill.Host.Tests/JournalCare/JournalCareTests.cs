using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.JournalCare;

/// <summary>What is said of a real job's journal, whole and damaged.</summary>
public sealed class JournalCareTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task Info_says_what_the_journal_holds()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "12");

        var (exit, text, error) = await RunAsync("journal", "info", WorkDirectory.Job, "--json");

        Assert.True(exit == ExitCode.Complete, error);
        using var document = JsonDocument.Parse(text);
        var info = document.RootElement;
        var events = Ask("SELECT count(*) FROM journal");
        Assert.Equal((events, 1, events), (Number(info, "events"), Number(info, "first"), Number(info, "last")));
        Assert.Equal((12, 0), (Number(info, "settled"), Number(info, "closed")));
        Assert.Equal(Ask("SELECT count(*) FROM journal WHERE manifest = 'us1'"), Number(info, "commits"));
        Assert.Equal(events, info.GetProperty("kinds").EnumerateArray().Sum(kind => Number(kind, "events")));
        Assert.Equal(new FileInfo(_directory.Journal).Length, Number(info, "bytes"));
        Assert.Equal("finished", info.GetProperty("run").GetProperty("end").GetString());
        Assert.Contains("12 finished, 0 failed", (await RunAsync("journal", "info", WorkDirectory.Job)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_finds_a_journal_sound_after_runs_of_which_one_ran_all_units_again()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "12");
        await RunAsync("run", WorkDirectory.Job);
        await RunAsync("run", WorkDirectory.Job, "--no-resume", "--yes");

        var (exit, text, _) = await RunAsync("journal", "check", WorkDirectory.Job, "--json");

        Assert.True(exit == ExitCode.Complete, text);
        Assert.Equal(
            [("pages", "ok"), ("numbers", "ok"), ("events", "ok"), ("snapshots", "ok"), ("ledger", "ok")],
            Checks(text));
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE sequence_number = 3", "numbers", "after event 2 comes event 4")]
    [InlineData("DELETE FROM journal WHERE sequence_number = 1", "numbers", "after event 0 comes event 2")]
    [InlineData("UPDATE journal SET deleted = 1 WHERE sequence_number = 3", "numbers", "event 3 is marked as deleted")]
    [InlineData("UPDATE journal SET message = x'00112233' WHERE sequence_number = 3", "events", "event 3: an event")]
    [InlineData("UPDATE journal SET manifest = 'zz9' WHERE sequence_number = 3", "events", "event 3: event 'zz9' is not known")]
    public async Task Check_names_what_was_done_to_the_journal_and_the_command_that_helps(string damage, string name, string finding)
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "12");
        Tamper(damage);

        var (exit, text, _) = await RunAsync("journal", "check", WorkDirectory.Job, "--json");

        Assert.Equal(ExitCode.JournalUnusable, exit);
        using var document = JsonDocument.Parse(text);
        Assert.Equal("broken", document.RootElement.GetProperty("result").GetString());
        Assert.EndsWith("days.conf --from-sink", document.RootElement.GetProperty("next").GetString(), StringComparison.Ordinal);
        var broken = Assert.Single(document.RootElement.GetProperty("checks").EnumerateArray(), check => check.GetProperty("result").GetString() == "broken");
        Assert.Equal(name, broken.GetProperty("name").GetString());
        Assert.Contains(finding, broken.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_where_sink_and_journal_part()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "5");
        _directory.Tamper("UPDATE backfill_job SET last_n = last_n - 1");

        var (exit, text, _) = await RunAsync("journal", "check", WorkDirectory.Job);

        Assert.Equal(ExitCode.Differences, exit);
        Assert.Contains("the sink says something else", text, StringComparison.Ordinal);
        Assert.Contains("behind the journal", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_says_that_there_is_nothing_to_do_and_refuses_a_journal_of_a_newer_version()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "2");

        var (exit, text, _) = await RunAsync("journal", "migrate", WorkDirectory.Job);
        var (_, json, _) = await RunAsync("journal", "migrate", WorkDirectory.Job, "--json");
        Tamper("PRAGMA user_version = 2");
        var (newer, _, error) = await RunAsync("journal", "migrate", WorkDirectory.Job);

        Assert.Equal((ExitCode.Complete, "days: the journal is of version 1, which this program writes: nothing to do\n"), (exit, text));
        using var document = JsonDocument.Parse(json);
        Assert.Equal((1, 1), (Number(document.RootElement, "from"), Number(document.RootElement, "to")));
        Assert.Equal(ExitCode.JournalUnusable, newer);
        Assert.Contains("was written by a newer version (it is 2, this one reads up to 1)", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("check")]
    [InlineData("migrate")]
    public async Task A_job_that_never_ran_and_a_journal_that_is_lost_are_two_things(string verb)
    {
        var (never, _, neverError) = await RunAsync("journal", verb, WorkDirectory.Job);
        await RunAsync("run", WorkDirectory.Job, "--limit", "2");
        File.Delete(_directory.Journal);
        var (lost, _, lostError) = await RunAsync("journal", verb, WorkDirectory.Job);
        await File.WriteAllTextAsync(_directory.Journal, new string('x', 5_000));
        var (other, _, otherError) = await RunAsync("journal", verb, WorkDirectory.Job);

        Assert.Equal((ExitCode.Usage, ExitCode.JournalUnusable, ExitCode.JournalUnusable), (never, lost, other));
        Assert.Contains("has never run", neverError, StringComparison.Ordinal);
        Assert.Contains("there is no journal", lostError, StringComparison.Ordinal);
        Assert.Contains("is not a SQLite database", otherError, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static IEnumerable<(string? Name, string? Result)> Checks(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.GetProperty("checks").EnumerateArray().Select(check => (check.GetProperty("name").GetString(), check.GetProperty("result").GetString()))];
    }

    private long Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.Journal};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.Journal};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        return args[0] == "journal"
            ? (await terminal.RunAsync([.. args[..2], _directory.File(args[2]), .. args[3..]]), terminal.Out, terminal.Error)
            : await BackfillProcess.RunAsync(_directory.Path, [.. args, .. _source.Flag]);
    }
}

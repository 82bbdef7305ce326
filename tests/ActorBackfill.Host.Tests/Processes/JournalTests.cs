using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>A journal or sink that is not what it was: never a silent fresh start, and one command that helps.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    public static TheoryData<string, Action<string>> Damages => new()
    {
        { "deleted", path => { Delete(path); } },
        { "zero-length", path => { Delete(path); File.WriteAllBytes(path, []); } },
        { "truncated", path => { Delete(path + "-wal"); using var file = File.OpenWrite(path); file.SetLength(5_000); } },
        { "not a database", path => { Delete(path); File.WriteAllText(path, new string('x', 10_000)); } },
        { "of another program", OfAnotherProgram },
    };

    [Theory]
    [MemberData(nameof(Damages), DisableDiscoveryEnumeration = true)]
    public async Task A_damaged_journal_is_refused_and_repaired_from_the_sink(string damage, Action<string> apply)
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "12");
        apply(_directory.Journal);

        var (refused, text, error) = await RunAsync("run", WorkDirectory.Job);
        Assert.True((refused, text) == (ExitCode.JournalUnusable, ""), $"{damage}: exit {refused}\n{text}\n{error}");
        Assert.Contains("backfill journal repair days.conf", error, StringComparison.Ordinal);
        Assert.Contains("--from-sink", error, StringComparison.Ordinal);
        Assert.Equal(12, _source.Days.Count);

        var (repaired, report, repairError) = await RunAsync("journal", "repair", WorkDirectory.Job, "--from-sink", "--json");
        Assert.True(repaired == ExitCode.Complete, repairError);
        using var document = JsonDocument.Parse(report);
        Assert.Equal(12, document.RootElement.GetProperty("units").GetInt32());
        Assert.Equal(36, document.RootElement.GetProperty("rows").GetInt32());

        var (exit, _, _) = await RunAsync("run", WorkDirectory.Job);
        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(20, _source.Days.Count);
        Assert.Equal(20, _source.Days.Distinct().Count());
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task A_journal_that_can_be_read_is_replaced_only_with_a_yes()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "3");

        var (refused, _, error) = await RunAsync("journal", "repair", WorkDirectory.Job, "--from-sink");
        Assert.Equal(ExitCode.Usage, refused);
        Assert.Contains("--yes", error, StringComparison.Ordinal);

        var (exit, _, _) = await RunAsync("journal", "repair", WorkDirectory.Job, "--from-sink", "--yes");
        Assert.Equal(ExitCode.Complete, exit);
        Assert.True(File.Exists(_directory.Journal + ".broken-1"));
    }

    [Fact]
    public async Task An_older_journal_catches_up_from_the_sink_without_a_request()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "5");
        var copy = Copy(_directory.Journal, _directory.File("older.db"));
        await RunAsync("run", WorkDirectory.Job, "--limit", "5");
        Restore(copy, _directory.Journal);

        var (exit, _, _) = await RunAsync("run", WorkDirectory.Job);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(20, _source.Days.Count);
    }

    [Fact]
    public async Task An_empty_sink_and_another_sink_are_refused_unless_adopted()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "5");
        File.Move(_directory.Sink, _directory.File("moved.db"));

        var (missing, text, _) = await RunAsync("run", WorkDirectory.Job);
        Assert.Equal((ExitCode.SinkUnusable, ""), (missing, text));
        Assert.False(File.Exists(_directory.Sink));

        await RunAsync("run", WorkDirectory.Job, "--limit", "1", "--state", "other", "--sink", "other.db");
        var (other, _, error) = await RunAsync("run", WorkDirectory.Job, "--sink", "other.db");
        Assert.Equal(ExitCode.SinkUnusable, other);
        Assert.Contains("--adopt-sink", error, StringComparison.Ordinal);

        var (adopted, _, _) = await RunAsync("run", WorkDirectory.Job, "--adopt-sink");
        Assert.Equal(ExitCode.Complete, adopted);
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task Verify_finds_what_was_changed_behind_the_ledger()
    {
        await RunAsync("run", WorkDirectory.Job);
        var (equal, text, _) = await BackfillProcess.RunAsync(_directory.Path, "verify", WorkDirectory.Job, "--json");
        Assert.Equal(ExitCode.Complete, equal);
        using var before = JsonDocument.Parse(text);
        Assert.Equal(60, before.RootElement.GetProperty("rows").GetInt32());
        Assert.Equal(before.RootElement.GetProperty("hash").GetString(), before.RootElement.GetProperty("ledger").GetProperty("hash").GetString());
        Assert.Equal(60, before.RootElement.GetProperty("tables").GetProperty("rows").GetProperty("rows").GetInt32());
        Assert.Equal(20, before.RootElement.GetProperty("ledger").GetProperty("units").GetInt32());

        _directory.Tamper("UPDATE rows SET value = value + 1 WHERE id = '2024-01-03-1'");
        _directory.Tamper("DELETE FROM rows WHERE id = '2024-01-05-1'");

        var (differs, report, _) = await BackfillProcess.RunAsync(_directory.Path, "verify", WorkDirectory.Job);
        Assert.Equal(ExitCode.Differences, differs);
        Assert.Contains("days: 2 units differ", report, StringComparison.Ordinal);
        Assert.Contains("day=2024-01-03: as many rows as the ledger says, with other content", report, StringComparison.Ordinal);
        Assert.Contains("day=2024-01-05: the ledger says 3 rows, the sink has 2", report, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
    }

    private static void OfAnotherProgram(string path)
    {
        Delete(path);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE notes (text TEXT)";
        command.ExecuteNonQuery();
    }

    private static string Copy(string path, string to)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{to}'";
        command.ExecuteNonQuery();
        return to;
    }

    private static void Restore(string copy, string path)
    {
        Delete(path);
        File.Move(copy, path);
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params IEnumerable<string> args) =>
        BackfillProcess.RunAsync(_directory.Path, [.. args, .. _source.Flag]);
}

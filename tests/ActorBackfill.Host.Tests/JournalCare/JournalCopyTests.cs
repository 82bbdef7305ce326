using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.JournalCare;

/// <summary>A real job's journal, copied while its run goes on.</summary>
public sealed class JournalCopyTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task A_backup_of_a_run_that_goes_on_takes_the_journals_place_and_nothing_runs_twice()
    {
        _source.HoldAfter = 8;
        using var run = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        await _source.RequestsAsync(12);
        var copy = _directory.File("copy.db");

        var (exit, text, error) = await SayAsync("backup", copy, "--json");

        Assert.True(exit == ExitCode.Complete, error);
        using var document = JsonDocument.Parse(text);
        var last = document.RootElement.GetProperty("last").GetInt64();
        Assert.Equal((last, last), (Ask(copy, "SELECT count(*) FROM journal"), Ask(copy, "SELECT max(sequence_number) FROM journal")));
        Assert.Equal(new FileInfo(copy).Length, document.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal([copy], Directory.GetFiles(_directory.Path, "copy.db*"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        }

        _source.Release();
        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        File.Delete(_directory.Journal);
        File.Move(copy, _directory.Journal);
        var (again, _, _) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        Assert.Equal((ExitCode.Complete, 20), (again, _source.Days.Count));
        Assert.Equal(ExitCode.Complete, (await SayAsync("check")).Exit);
    }

    [Fact]
    public async Task A_backup_replaces_a_file_only_by_force_and_never_one_of_the_jobs_own()
    {
        await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, "--limit", "2", .. _source.Flag]);
        _directory.Write("mine.txt", "mine");

        var (refused, _, error) = await SayAsync("backup", "mine.txt");
        Assert.Equal(ExitCode.Usage, refused);
        Assert.Contains("mine.txt is there already", error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(_directory.File("mine.txt")));
        Assert.Equal(ExitCode.Usage, (await SayAsync("backup", _directory.Journal, "--force")).Exit);
        Assert.Equal(ExitCode.Usage, (await SayAsync("backup", "no/such/folder/x.db")).Exit);

        Assert.Equal(ExitCode.Complete, (await SayAsync("backup", "mine.txt", "--force")).Exit);
        Assert.True(Ask(_directory.File("mine.txt"), "SELECT count(*) FROM journal") > 0);
        Assert.Equal(ExitCode.Complete, (await SayAsync("check")).Exit);
    }

    [Fact]
    public async Task A_damaged_journal_is_not_copied_and_the_command_that_helps_is_named()
    {
        await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, "--limit", "2", .. _source.Flag]);
        Change("CREATE TABLE room (x); INSERT INTO room VALUES (zeroblob(100000)); PRAGMA wal_checkpoint(TRUNCATE)");
        using (var journal = new FileStream(_directory.Journal, FileMode.Open, FileAccess.ReadWrite))
        {
            // The end of a long value that nobody reads: found only by who looks at every page.
            journal.Position = journal.Length - 4096;
            journal.Write(Enumerable.Repeat((byte)0xEE, 4096).ToArray());
        }

        var backup = await SayAsync("backup", "copy.db");

        Assert.Equal(ExitCode.JournalUnusable, backup.Exit);
        Assert.Contains("backfill journal repair", backup.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_directory.File("copy.db")));
    }

    [Fact]
    public async Task Compact_gives_room_back_keeps_every_event_and_waits_for_no_run()
    {
        _source.HoldAfter = 8;
        using var run = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        await _source.RequestsAsync(12);
        Assert.Equal(ExitCode.HeldElsewhere, (await SayAsync("compact")).Exit);
        _source.Release();
        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        Change("CREATE TABLE room AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT randomblob(500) AS b FROM n; DROP TABLE room");
        var events = Ask(_directory.Journal, "SELECT count(*) FROM journal");

        var (exit, text, error) = await SayAsync("compact", "--json");

        Assert.True(exit == ExitCode.Complete, error);
        using var document = JsonDocument.Parse(text);
        Assert.True(document.RootElement.GetProperty("bytes").GetInt64() + 400_000 < document.RootElement.GetProperty("bytesBefore").GetInt64(), text);
        Assert.Equal((events, events), (document.RootElement.GetProperty("events").GetInt64(), Ask(_directory.Journal, "SELECT count(*) FROM journal")));
        Assert.Equal(0, Ask(_directory.Journal, "PRAGMA freelist_count"));
        Assert.Equal(ExitCode.Complete, (await SayAsync("check")).Exit);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static long Ask(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.Journal};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<(int Exit, string Out, string Error)> SayAsync(string verb, params string[] args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        return (await terminal.RunAsync(["journal", verb, _directory.File(WorkDirectory.Job), .. args]), terminal.Out, terminal.Error);
    }
}

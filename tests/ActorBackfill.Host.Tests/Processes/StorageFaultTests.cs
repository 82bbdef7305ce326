using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>The disk under the journal is full, read-only, limited, locked or taken away while the console runs as people run it.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private const string Away = "The journal is away";

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();
    private string? _mount;

    public void Dispose()
    {
        if (_mount is not null)
        {
            Shell($"umount -l '{_mount}'");
        }

        _source.Dispose();
        _directory.Dispose();
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task B16_A_full_disk_under_the_journal_is_waited_for_and_nothing_is_lost()
    {
        Mount("state");
        _source.HoldAfter = 4;
        using var run = Start("--state", "state");
        await _source.RequestsAsync(6);
        var filler = Fill(_directory.File("state/filler"));
        _source.Release();

        Assert.Contains("full", await run.ErrorLineAsync(Away), StringComparison.Ordinal);
        File.Delete(filler);

        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        await AssertWholeAsync("--state", "state");
    }

    [SkippableFact]
    public async Task B20_A_read_only_state_directory_is_refused_before_any_request_and_a_plan_needs_none()
    {
        Mount("state");
        Shell($"mount -o remount,ro '{_mount}'");

        var (exit, text, error) = await RunAsync("run", "--state", "state");
        Assert.Equal((ExitCode.JournalUnusable, ""), (exit, text));
        Assert.Contains("state", error, StringComparison.Ordinal);
        Assert.Empty(_source.Days);
        Assert.Equal(ExitCode.Complete, (await RunAsync("run", "--state", "state", "--dry-run")).Exit);
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task B21_A_limit_on_the_size_of_files_is_an_error_of_the_file_and_no_crash()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs prlimit");
        _source.HoldAfter = 4;
        using var run = Start();
        await _source.RequestsAsync(6);
        Shell(string.Create(CultureInfo.InvariantCulture, $"prlimit --pid {run.Id} --fsize=20480:unlimited"));
        _source.Release();

        // The journal or the sink, whichever writes first.
        await run.ErrorLineAsync("disk I/O error");
        Shell(string.Create(CultureInfo.InvariantCulture, $"prlimit --pid {run.Id} --fsize=unlimited:unlimited"));

        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        await AssertWholeAsync();
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task B22_A_journal_that_another_process_locks_is_waited_for_with_a_word()
    {
        _source.HoldAfter = 4;
        using var run = Start();
        await _source.RequestsAsync(6);
        using (var other = new SqliteConnection($"Data Source={_directory.Journal};Pooling=False"))
        {
            other.Open();
            using var transaction = other.BeginTransaction(deferred: false);
            _source.Release();
            await run.ErrorLineAsync(Away);
        }

        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        await AssertWholeAsync();
    }

    [Theory]
    [Trait("Category", "Soak")]
    [InlineData("-wal", ExitCode.JournalUnusable)]
    [InlineData("-shm", ExitCode.Complete)]
    public async Task B26_What_a_killed_run_left_in_the_log_is_noticed_and_had_again_from_the_sink(string lost, int exit)
    {
        _source.HoldAfter = 9;
        using (var killed = Start())
        {
            await _source.RequestsAsync(13);
            await DoneAsync(9);
            killed.Signal(BackfillProcess.SigKill);
            await killed.ExitAsync();
        }

        Assert.True(File.Exists(_directory.Journal + lost));
        File.Delete(_directory.Journal + lost);
        _source.Release();

        var next = await RunAsync("run");
        Assert.True(exit == next.Exit, next.Error);
        if (exit == ExitCode.JournalUnusable)
        {
            Assert.Contains("backfill journal repair days.conf", next.Error, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, ["journal", "repair", WorkDirectory.Job, "--from-sink", "--yes"])).Exit);
            Assert.Equal(ExitCode.Complete, (await RunAsync("run")).Exit);
        }

        Assert.InRange(_source.Days.Count, 20, 20 + 4 + 9);
        await AssertWholeAsync();
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task B27_A_journal_that_is_deleted_while_it_is_open_is_noticed_at_once()
    {
        _source.HoldAfter = 4;
        using var run = Start("--grace", "1s");
        await _source.RequestsAsync(6);
        File.Delete(_directory.Journal);
        _source.Release();

        // It might come back within five minutes, as on a disk that is away; then exit 6. Here somebody stops it.
        await run.ErrorLineAsync(Away);
        run.Signal(BackfillProcess.SigTerm);
        Assert.Equal(ExitCode.Terminated, await run.ExitAsync());

        Assert.Equal(ExitCode.JournalUnusable, (await RunAsync("run")).Exit);
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, ["journal", "repair", WorkDirectory.Job, "--from-sink", "--yes"])).Exit);
        Assert.Equal(ExitCode.Complete, (await RunAsync("run")).Exit);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task F83_A_journal_that_is_a_link_is_refused_and_its_target_untouched()
    {
        Directory.CreateDirectory(_directory.File(".backfill/days"));
        _directory.Write("precious", "of somebody else");
        File.CreateSymbolicLink(_directory.Journal, _directory.File("precious"));

        var (exit, text, error) = await RunAsync("run");

        Assert.True((exit, text) is (ExitCode.Usage or ExitCode.JournalUnusable, ""), $"{exit} {error}");
        Assert.Equal("of somebody else", await File.ReadAllTextAsync(_directory.File("precious")));
        Assert.Empty(_source.Days);
    }

    [Fact]
    public async Task F89_A_journal_and_a_sink_of_a_newer_version_are_refused_untouched()
    {
        await RunAsync("run", "--limit", "5");
        Tamper(_directory.Journal, "PRAGMA user_version = 99");
        var before = Hash(_directory.Journal);

        var (exit, _, error) = await RunAsync("run");
        Assert.Equal(ExitCode.JournalUnusable, exit);
        Assert.Contains("newer version", error, StringComparison.Ordinal);
        Assert.Equal(before, Hash(_directory.Journal));

        Tamper(_directory.Journal, "PRAGMA user_version = 1");
        Tamper(_directory.Sink, "PRAGMA user_version = 99");
        before = Hash(_directory.Sink);
        (exit, _, error) = await RunAsync("run");
        Assert.Equal(ExitCode.SinkUnusable, exit);
        Assert.Contains("newer version", error, StringComparison.Ordinal);
        Assert.Equal(before, Hash(_directory.Sink));

        Tamper(_directory.Sink, "PRAGMA user_version = 1");
        Assert.Equal(ExitCode.Complete, (await RunAsync("run")).Exit);
        await AssertWholeAsync();
    }

    private static void Tamper(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Hash(string path) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    private static void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardError = true })!;
        var error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        Assert.True(shell.ExitCode == 0, error);
    }

    private static string Fill(string path)
    {
        try
        {
            using var file = File.Create(path, 4096, FileOptions.WriteThrough);
            var page = new byte[4096];
            while (true)
            {
                file.Write(page);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
            return path;
        }
    }

    private void Mount(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.UserName == "root", "only root may mount a small disk");
        Directory.CreateDirectory(_directory.File(name));
        try
        {
            Shell($"mount -t tmpfs -o size=2m tmpfs '{_directory.File(name)}'");
        }
        catch (Xunit.Sdk.TrueException e)
        {
            Skip.If(true, "this root may not mount: " + e.Message);
        }

        _mount = _directory.File(name);
    }

    private BackfillProcess Start(params IEnumerable<string> args) =>
        BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, "-v", .. _source.Flag, .. args]);

    private Task<(int Exit, string Out, string Error)> RunAsync(string verb, params IEnumerable<string> args) =>
        BackfillProcess.RunAsync(_directory.Path, [verb, WorkDirectory.Job, .. _source.Flag, .. args]);

    // Asked until it is so: on a slow disk units are journaled long after their answers came.
    private async Task DoneAsync(int units)
    {
        for (var done = 0; done < units;)
        {
            var terminal = new RecordingTerminal(directory: _directory.Path);
            Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["status", _directory.File(WorkDirectory.Job), "--json"]));
            using var status = JsonDocument.Parse(terminal.Out);
            done = status.RootElement.GetProperty("units").GetProperty("done").GetInt32();
        }
    }

    // Exactly the rows of an undisturbed run, and ledger and sink agree on it.
    private async Task AssertWholeAsync(params string[] args)
    {
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Equal(20, _directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));
        Assert.Equal(ExitCode.Complete, (await RunAsync("verify", args)).Exit);
        var terminal = new RecordingTerminal(directory: _directory.Path);
        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["status", _directory.File(WorkDirectory.Job), "--json", .. args]));
        Assert.Contains("\"done\": 20,", terminal.Out, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Processes;

public sealed class RunTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task A_run_for_programs_is_one_document_whose_counts_add_up()
    {
        var (exit, text, error) = await RunAsync("run", WorkDirectory.Job, "--json");

        Assert.Equal((ExitCode.Complete, ""), (exit, error));
        using var document = JsonDocument.Parse(text);
        var run = document.RootElement;
        var units = run.GetProperty("units");
        Assert.Equal(20, units.GetProperty("total").GetInt32());
        Assert.Equal(20, units.GetProperty("done").GetInt32());
        Assert.Equal(0, units.GetProperty("open").GetInt32());
        Assert.Equal(60, run.GetProperty("rows").GetInt32());
        Assert.Equal(20, run.GetProperty("requests").GetInt32());
        Assert.Equal(0, run.GetProperty("exit").GetInt32());
        Assert.Equal(1, run.GetProperty("run").GetInt32());
        Assert.True(run.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal(text, await File.ReadAllTextAsync(run.GetProperty("report").GetString()!));
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task A_second_run_finds_nothing_to_do_and_makes_no_request()
    {
        await RunAsync("run", WorkDirectory.Job);
        var (exit, text, _) = await RunAsync("run", WorkDirectory.Job);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.StartsWith("days/2: nothing is left to do; no request was made\n", text, StringComparison.Ordinal);
        Assert.Equal(20, _source.Days.Count);
    }

    [Fact]
    public async Task Off_a_terminal_the_error_stream_holds_plain_lines()
    {
        var (_, text, error) = await RunAsync("run", WorkDirectory.Job);

        Assert.DoesNotContain('\r', error + text);
        Assert.DoesNotContain('\u001b', error + text);
        Assert.StartsWith("backfill ", error, StringComparison.Ordinal);
        Assert.Contains("100 %  20/20 units", error, StringComparison.Ordinal);
        Assert.Contains("units     20: 20 done", text, StringComparison.Ordinal);
        Assert.Contains("next      backfill verify days.conf", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_units_are_grouped_exit_three_and_the_rest_is_done()
    {
        _source.Status = day => day.EndsWith("-07", StringComparison.Ordinal) || day.EndsWith("-08", StringComparison.Ordinal) ? 500 : 200;

        var (exit, text, error) = await RunAsync("run", WorkDirectory.Job, "--json");

        Assert.Equal((ExitCode.UnitsFailed, ""), (exit, error));
        using var document = JsonDocument.Parse(text);
        Assert.Equal(18, document.RootElement.GetProperty("units").GetProperty("done").GetInt32());
        Assert.Equal(2, document.RootElement.GetProperty("units").GetProperty("failed").GetInt32());
        var group = Assert.Single(document.RootElement.GetProperty("failures").EnumerateArray());
        Assert.Equal("transient", group.GetProperty("category").GetString());
        Assert.Equal(2, group.GetProperty("count").GetInt32());

        _source.Status = _ => 200;
        (exit, text, _) = await RunAsync("resume", WorkDirectory.Job, "--json");
        Assert.Equal(ExitCode.Complete, exit);
        using var resumed = JsonDocument.Parse(text);
        Assert.Equal(2, resumed.RootElement.GetProperty("unitsThisRun").GetInt32());
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_asks_nobody()
    {
        var (exit, text, _) = await RunAsync("run", WorkDirectory.Job, "--dry-run");

        Assert.Equal(ExitCode.Complete, exit);
        Assert.StartsWith("days: 20 units\n", text, StringComparison.Ordinal);
        Assert.Empty(_source.Days);
        Assert.Equal([WorkDirectory.Job], Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_limit_runs_the_first_units_that_are_left()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "5");
        await RunAsync("run", WorkDirectory.Job, "--limit", "5", "--serial");

        Assert.Equal(10, _source.Days.Count);
        Assert.Equal("2024-01-10", _directory.Ask<string>("SELECT max(day) FROM rows"));
    }

    [Fact]
    public async Task To_run_again_needs_a_yes_where_nobody_can_be_asked()
    {
        await RunAsync("run", WorkDirectory.Job);

        var (refused, _, error) = await RunAsync("run", WorkDirectory.Job, "--no-resume");
        Assert.Equal(ExitCode.Usage, refused);
        Assert.Contains("20 finished units of days will run again", error, StringComparison.Ordinal);
        Assert.Contains("--yes", error, StringComparison.Ordinal);
        Assert.Equal(20, _source.Days.Count);

        var (exit, _, _) = await RunAsync("run", WorkDirectory.Job, "--no-resume", "--yes");
        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(40, _source.Days.Count);
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task To_resume_what_never_ran_is_an_error()
    {
        var (exit, text, error) = await RunAsync("resume", WorkDirectory.Job);

        Assert.Equal((ExitCode.Usage, ""), (exit, text));
        Assert.Contains("has never run", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.File(".backfill")));
    }

    [Fact]
    public async Task A_bad_job_file_says_all_its_errors_with_their_places_and_nothing_is_written()
    {
        _directory.Write("bad.conf", """
            job = bad
            plan { day { range = [2024-02-01, 2024-01-01], step = day } }
            source { type = http, base = "http://127.0.0.1:1", path = "/{day}", itms = "x" }
            sink { type = sqlite, path = "bad.db", tables { rows { key = [id], columns { id = id } } } }
            workers = many
            processor = no-such
            """);

        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, "run", "bad.conf");

        Assert.Equal((ExitCode.Usage, ""), (exit, text));
        Assert.Contains("bad.conf:2:", error, StringComparison.Ordinal);
        Assert.Contains("bad.conf:3:", error, StringComparison.Ordinal);
        Assert.Contains("bad.conf:5:", error, StringComparison.Ordinal);
        Assert.Contains("bad.conf:6:", error, StringComparison.Ordinal);
        Assert.Equal(["bad.conf", WorkDirectory.Job], Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_state_directory_is_for_its_owner_alone()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "1");

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_directory.File(".backfill/days")) == Owner);
    }

    [Fact]
    public async Task A_reader_that_has_gone_does_not_break_the_run()
    {
        var script = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "backfill.dll")}' run {WorkDirectory.Job} {string.Join(' ', _source.Flag)} 2>/dev/null | head -0";
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", script + "; echo ${PIPESTATUS[0]}"])
        {
            WorkingDirectory = _directory.Path,
            RedirectStandardOutput = true,
        })!;
        var text = await shell.StandardOutput.ReadToEndAsync();

        Assert.Equal("0", text.Trim());
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params IEnumerable<string> args) =>
        BackfillProcess.RunAsync(_directory.Path, [.. args, .. _source.Flag]);
}

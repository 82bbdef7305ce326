using System.Text.Json;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Exports;

/// <summary>The checkpoint file of real runs; a small job by day over HTTP.</summary>
public sealed class CheckpointExportTests : IDisposable
{
    private const string File20 = "cp/days_2024-01-01_2024-01-20.json";

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task S2_17_The_file_holds_what_is_completed_and_failed_and_completed_dates_are_not_asked_for_again()
    {
        _source.Status = day => day.EndsWith("-07", StringComparison.Ordinal) ? 404 : 200;
        Assert.Equal(ExitCode.UnitsFailed, (await RunAsync()).Exit);
        var (completed, failed, records) = Read(File20);
        Assert.Equal((19, "2024-01-07", 57L), (completed.Count, Assert.Single(failed), records));

        _source.Status = _ => 200;
        var asked = _source.Days.Count;
        Assert.Equal(ExitCode.Complete, (await RunAsync()).Exit);

        Assert.Equal(["2024-01-07"], _source.Days.Skip(asked));
        (completed, failed, records) = Read(File20);
        Assert.Equal((20, 0, 60L), (completed.Count, failed.Count, records));
    }

    [Fact]
    public async Task S2_18_Another_range_is_another_file_and_leaves_the_first_alone()
    {
        await RunAsync();
        var before = await File.ReadAllTextAsync(_directory.File(File20));

        await RunAsync("--start-date", "2024-01-03", "--end-date", "2024-01-09");

        Assert.Equal(before, await File.ReadAllTextAsync(_directory.File(File20)));
        Assert.Equal(7, Read("cp/days_2024-01-03_2024-01-09.json").Completed.Count);
    }

    [Fact]
    public async Task S2_05_A_run_without_resume_begins_the_file_anew()
    {
        await RunAsync();
        _source.Status = day => day.EndsWith("-07", StringComparison.Ordinal) ? 404 : 200;

        await RunAsync("--no-resume", "--yes");

        Assert.Equal((19, "2024-01-07"), (Read(File20).Completed.Count, Assert.Single(Read(File20).Failed)));
    }

    [Fact]
    public async Task S2_14_A_file_that_cannot_be_written_is_a_warning_and_fails_no_date()
    {
        // Where the draft of the file would be stands a folder.
        Directory.CreateDirectory(_directory.File(File20 + ".draft"));

        var (exit, text, _) = await RunAsync();

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Contains("20 done", text, StringComparison.Ordinal);
        Assert.Contains("the checkpoint file", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_is_not_of_days_has_no_checkpoint_file()
    {
        var (exit, _, error) = await RunAsync("--set", "plan.day.step=week", "--set", "source.path=\"/rows?day={day.start}\"");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("a checkpoint file is for plans of days alone; days has day", error, StringComparison.Ordinal);
        Assert.Empty(_source.Days);
    }

    [Fact]
    public async Task S2_21_The_log_is_named_by_job_mode_and_time_and_success_lines_have_a_check_mark()
    {
        _source.Status = day => day.EndsWith("-07", StringComparison.Ordinal) ? 404 : 200;
        await RunAsync("--log-dir", "logs");
        await RunAsync("--log-dir", "logs", "--serial");

        var parallel = Assert.Single(Directory.GetFiles(_directory.File("logs"), "days_parallel_*.log"));
        Assert.Matches(@"days_parallel_\d{8}_\d{6}\.log$", parallel);
        Assert.Single(Directory.GetFiles(_directory.File("logs"), "days_sequential_*.log"));
        var lines = await File.ReadAllLinesAsync(parallel);
        Assert.Equal(19, lines.Count(l => l.Contains("✓ day=2024-01-", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.Contains("✓ day=2024-01-05: 3 rows in ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("Unit day=2024-01-07 failed: not-found", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S2_11_The_summary_lists_failed_dates_and_says_days_an_hour()
    {
        _source.Status = day => day is "2024-01-07" or "2024-01-11" ? 404 : 200;

        var (_, text, error) = await RunAsync("--set", "progress.every=5", "--set", "progress.noun=day", "--progress", "lines");

        Assert.Matches(@"failed +day=2024-01-(07|11)  not-found: .*\n +day=2024-01-(07|11)  not-found: ", text);
        Assert.Contains(" days/hour", text, StringComparison.Ordinal);
        Assert.Equal(["5/20 days", "10/20 days", "15/20 days", "20/20 days"], error.Split('\n').Where(l => l.Contains("days (", StringComparison.Ordinal)).Select(l => l[..l.IndexOf(" (", StringComparison.Ordinal)]));
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private (List<string> Completed, List<string> Failed, long Records) Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(_directory.File(file)));
        var root = document.RootElement;
        return (
            [.. CheckpointFile.Read(_directory.File(file)).Completed.Select(d => $"{d:yyyy-MM-dd}")],
            [.. root.GetProperty("failed_dates").EnumerateObject().Select(d => d.Name)],
            root.GetProperty("counters").GetProperty("total_records").GetInt64());
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(params IEnumerable<string> args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync(["run", _directory.File(WorkDirectory.Job), "--set", "progress.every=5", "--checkpoint-dir", "cp", .. _source.Flag, .. args]);
        return (exit, terminal.Out, terminal.Error);
    }
}

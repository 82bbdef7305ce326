using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Adopting;

/// <summary>What another program has done is taken over: its checkpoint file says which dates, its rows prove it. Each database only supplies its sinks.</summary>
public abstract class AdoptTests : IDisposable
{
    private const string Sink = "days";

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();
    private readonly TestSinks _sinks;

    private protected AdoptTests(Func<string, TestSinks> sinks) => _sinks = sinks(_directory.Path);

    [SkippableFact]
    public async Task S2_15_Completed_dates_whose_rows_are_in_the_sink_are_done_and_not_asked_for_again()
    {
        OthersWork("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-05");
        _directory.Write("cp.json", """{ "job_name": "days", "completed_dates": ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"] }""");

        var (exit, text, _) = await RunAsync("adopt", "--checkpoint", "cp.json", "--column", "day");

        // Of the fourth the sink has no row; of the fifth it has, but nobody says that it is whole.
        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.Contains("3 done, 1 failed", text, StringComparison.Ordinal);
        Assert.Contains("the checkpoint file says that it is done, and the sink has no row of it", text, StringComparison.Ordinal);
        Assert.Empty(_source.Days);
        Assert.Equal(3, _sinks.Number(Sink, "SELECT count(*) FROM backfill_ledger WHERE rows = 3"));

        var run = await RunAsync("run");
        Assert.True(run.Exit == ExitCode.Complete, run.Error + run.Out);
        Assert.Equal(17, _source.Days.Count);
        Assert.DoesNotContain(_source.Days, d => d is "2024-01-01" or "2024-01-02" or "2024-01-03");
        Assert.Equal(60, _sinks.Number(Sink, "SELECT count(*) FROM rows"));
        var verify = await RunAsync("verify");
        Assert.True(verify.Exit == ExitCode.Complete, verify.Out);
    }

    [SkippableFact]
    public async Task S2_13_Dates_without_rows_are_done_where_that_is_said()
    {
        OthersWork("2024-01-01");
        _directory.Write("cp.json", """{ "completed_dates": ["2024-01-01", "2024-01-04"] }""");

        var (exit, text, _) = await RunAsync("adopt", "--checkpoint", "cp.json", "--column", "day", "--accept-empty");

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Contains("1 done, 1 empty", text, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("{ \"job_name\": \"nights\", \"completed_dates\": [\"2024-01-01\"] }", "cp.json is of job nights, not of days")]
    [InlineData("{ \"completed_dates\": [\"2023-01-01\"] }", "has no completed date of the plan")]
    public async Task A_file_that_does_not_fit_changes_nothing(string file, string problem)
    {
        _directory.Write("cp.json", file);

        var (exit, _, error) = await RunAsync("adopt", "--checkpoint", "cp.json", "--column", "day");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.False(_sinks.Exists(Sink));
    }

    [SkippableFact]
    public async Task A_job_that_does_not_say_which_column_is_the_date_is_asked_for_it()
    {
        _directory.Write("cp.json", """{ "completed_dates": ["2024-01-01"] }""");

        var (exit, _, error) = await RunAsync("adopt", "--checkpoint", "cp.json");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("table rows has no column $unit.day; --column says which one holds the date", error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _source.Dispose();
        _directory.Dispose();
    }

    // A table of another program's, without our columns and without a ledger.
    private void OthersWork(params string[] days)
    {
        _sinks.Change(Sink, "CREATE TABLE rows (id text PRIMARY KEY, day text, value bigint)");
        foreach (var day in days)
        {
            var number = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).DayNumber;
            _sinks.Change(Sink, string.Join(';', Enumerable.Range(0, 3).Select(i => $"INSERT INTO rows VALUES ('{day}-{i}', '{day}', {(number * 7) + i})")));
        }
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(string verb, params string[] args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync([verb, _directory.File(WorkDirectory.Job), .. _sinks.Flags(Sink), .. _source.Flag, .. args]);
        return (exit, terminal.Out, terminal.Error);
    }
}

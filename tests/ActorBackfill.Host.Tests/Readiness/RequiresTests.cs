using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Readiness;

public sealed class RequiresTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    public RequiresTests() => _directory.Write("grades.conf", """
        job = grades
        plan { date { range = [2024-01-01, 2024-01-20], step = day } }
        source { type = http, base = "http://127.0.0.1:1", path = "/rows?day={date}", items = "items[*]" }
        sink {
          type = sqlite, path = "days.db"
          tables { grades { key = [id], columns {
            id = id, percent = "$completeness.percent as real", missing = "$completeness.missing as integer"
            ready = "$completeness.is_production_ready as boolean", all_ready = "$upstream.all_ready as boolean"
          } } }
        }
        requires { job = days.conf, coverage = 100%, map { date = day } }
        """);

    [Fact]
    public async Task Units_wait_for_the_other_jobs_units_and_their_rows_say_what_was_there()
    {
        var (before, text, _) = await RunAsync("run", "grades.conf");
        Assert.Equal(ExitCode.UnitsFailed, before);
        Assert.StartsWith("grades/1: finished but for 20 units that other jobs are not ready for\n", text, StringComparison.Ordinal);
        Assert.Contains("not ready 20 units wait for days: 0.0 % (0/1) of day=2024-01-", text, StringComparison.Ordinal);

        _source.Status = day => day.EndsWith("-07", StringComparison.Ordinal) ? 404 : 200;
        await RunAsync("run", WorkDirectory.Job);
        _source.Status = _ => 200;
        var (partly, _, _) = await RunAsync("run", "grades.conf");

        Assert.Equal((ExitCode.UnitsFailed, 57L), (partly, _directory.Ask<long>("SELECT count(*) FROM grades WHERE percent = 100 AND missing = 0 AND ready AND all_ready")));

        var (all, _, _) = await RunAsync("run", "grades.conf", "--ignore-requires");

        Assert.Equal((ExitCode.Complete, 3L), (all, _directory.Ask<long>("SELECT count(*) FROM grades WHERE percent = 0 AND missing = 1 AND NOT ready AND NOT all_ready")));
    }

    [Fact]
    public async Task A_required_job_without_the_dimension_is_an_error_before_anything_is_written()
    {
        var (exit, _, error) = await RunAsync("run", "grades.conf", "--set", "requires.map.date=week");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("job grades requires days, which has no dimension 'week'; it has day", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_directory.Sink));
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params IEnumerable<string> args) =>
        BackfillProcess.RunAsync(_directory.Path, [.. args, .. _source.Flag]);
}

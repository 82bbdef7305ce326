using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Healing;

/// <summary>Rows that were made from something incomplete; each database only supplies its sinks.</summary>
public abstract class HealTests : IDisposable
{
    private const string Sink = "days";

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();
    private readonly TestSinks _sinks;

    private protected HealTests(Func<string, TestSinks> sinks)
    {
        _sinks = sinks(_directory.Path);
        _directory.Write("grades.conf", """
            job = grades
            plan { date { range = [2024-01-01, 2024-01-20], step = day } }
            source { type = http, base = "http://127.0.0.1:1", path = "/rows?day={date}", items = "items[*]" }
            sink {
              type = sqlite, path = "days.db"
              tables { grades { key = [id], columns { id = id, whole = "$completeness.is_complete as boolean" } } }
            }
            requires { job = days.conf, coverage = 100%, map { date = day }, enforce = false }
            """);
    }

    [SkippableFact]
    public async Task Exactly_the_rows_made_from_something_incomplete_are_made_again_once_it_is_complete()
    {
        string[] broken = ["2024-01-03", "2024-01-07", "2024-01-09"];
        _source.Status = day => broken.Contains(day) ? 404 : 200;
        await RunAsync("run", WorkDirectory.Job);
        _source.Status = _ => 200;
        await RunAsync("run", "grades.conf");
        Assert.Equal(9, _sinks.Number(Sink, "SELECT count(*) FROM grades WHERE whole = 0"));

        var (early, nothing) = await RunAsync("heal", "grades.conf");
        Assert.Equal((ExitCode.Complete, "grades: nothing to heal; 3 units still wait for their upstream\n"), (early, nothing));

        _source.Status = day => day == "2024-01-09" ? 404 : 200;
        await RunAsync("run", WorkDirectory.Job);
        _source.Status = _ => 200;
        var before = _source.Days.Count;
        var (exit, text) = await RunAsync("heal", "grades.conf");

        Assert.True(exit == ExitCode.Complete, text);
        Assert.Equal(broken[..2], _source.Days.Skip(before).Order(StringComparer.Ordinal));
        Assert.Equal((60L, 3L), (_sinks.Number(Sink, "SELECT count(*) FROM grades"), _sinks.Number(Sink, "SELECT count(*) FROM grades WHERE whole = 0")));
        Assert.Equal(ExitCode.Complete, (await RunAsync("verify", "grades.conf")).Exit);

        var again = await RunAsync("heal", "grades.conf");
        Assert.Equal("grades: nothing to heal; 1 unit still wait for their upstream\n", again.Out);
    }

    [SkippableFact]
    public async Task A_job_may_say_itself_what_could_be_made_whole()
    {
        await RunAsync("run", WorkDirectory.Job);
        await RunAsync("run", "grades.conf");
        var before = _source.Days.Count;
        var (exit, _) = await RunAsync("heal", "grades.conf", "--set", "heal.query=SELECT _unit FROM grades WHERE id LIKE '2024-01-11%'");

        Assert.Equal((ExitCode.Complete, "2024-01-11"), (exit, Assert.Single(_source.Days.Skip(before))));
    }

    [SkippableTheory]
    [InlineData("heal.query=SELECT _unit FROM grads", "grads")]
    [InlineData("heal.query=DELETE FROM grades", "expected one SELECT")]
    [InlineData("sink.tables.grades.columns.whole=value", "has no row that says what was missing when it was made")]
    public async Task What_cannot_be_asked_is_said_and_nothing_runs(string setting, string message)
    {
        await RunAsync("run", "grades.conf");
        var before = _source.Days.Count;
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync(["heal", _directory.File("grades.conf"), "--set", "requires=null", "--set", setting, .. _sinks.Flags(Sink), .. _source.Flag]);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(message, terminal.Error, StringComparison.Ordinal);
        Assert.Equal(before, _source.Days.Count);
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

    private async Task<(int Exit, string Out)> RunAsync(string verb, string job, params string[] more)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var days = _directory.File(WorkDirectory.Job);
        string[] requires = job == WorkDirectory.Job ? [] : ["--set", "requires.job=" + days];
        var exit = await terminal.RunAsync([verb, _directory.File(job), .. requires, .. more, .. _sinks.Flags(Sink), .. _source.Flag]);
        return (exit, exit is ExitCode.Complete or ExitCode.UnitsFailed ? terminal.Out : terminal.Out + terminal.Error);
    }
}

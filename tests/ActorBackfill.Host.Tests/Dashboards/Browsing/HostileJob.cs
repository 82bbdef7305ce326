using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards.Browsing;

/// <summary>A job whose units, errors and rows want to be more than text; some are done and some have failed.</summary>
internal sealed class HostileJob : IDisposable
{
    public const string Name = "days";
    public const string Value = "<img src=x onerror=alert(1)>";

    private readonly WorkDirectory _directory = new();

    public HostileJob()
    {
        Source.Status = day => day is "2024-02-29" or "2024-03-05" ? 404 : 200;
        _directory.Write(WorkDirectory.Job, $$"""
            job = {{Name}}
            plan {
              day { range = [2024-02-20, 2024-03-10], step = day }
              dog { values = ["{{Value}}", "javascript:alert(2)", rex] }
            }
            source { type = http, base = "{{Source.Base}}", path = "/rows?day={day}&dog={dog}", items = "items[*]" }
            sink { type = sqlite, path = "days.db", tables { rows { key = [id, dog], columns { id = id, dog = "$unit.dog", value = "value as integer" } } } }
            workers = 4
            retry { max-attempts = 1, min-backoff = 10ms, max-backoff = 20ms }
            """);
    }

    public DaySource Source { get; } = new();

    public string Directory => _directory.Path;

    /// <summary>Runs it: 54 units of 60 have rows, 6 fail.</summary>
    public async Task RunAsync()
    {
        var (exit, text, error) = await BackfillProcess.RunAsync(Directory, ["run", WorkDirectory.Job, "--max-failures", "100"]);
        Assert.True(exit == ExitCode.UnitsFailed, error + text);
    }

    public void Dispose()
    {
        Source.Dispose();
        _directory.Dispose();
    }
}

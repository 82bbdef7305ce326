using System.Text.Json;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.CommandLine;

public sealed class EnvironmentSettingsTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Fact]
    public void A_variable_is_a_setting_of_the_job_file_and_those_about_runs_are_not() => Assert.Equal(
        "retry.max-attempts=3 source.limit.rate=2/s",
        string.Join(' ', EnvironmentSettings.Overlays(Terminal(
            ("BACKFILL__SOURCE__LIMIT__RATE", "2/s"), ("BACKFILL__RETRY__MAX_ATTEMPTS", "3"), ("BACKFILL__RUN__PARALLEL", "false"), ("BACKFILL_COMMAND", "x"), ("BACKFILL__", "x")).Terminal).Select(s => s.Text)));

    [Fact]
    public async Task It_lies_over_the_file_and_under_the_flags()
    {
        Assert.Equal(6, await WorkersAsync(["plan"], ("BACKFILL__WORKERS", "6")));
        Assert.Equal(7, await WorkersAsync(["plan", "--set", "workers=7"], ("BACKFILL__WORKERS", "6")));
        Assert.Equal(8, await WorkersAsync(["plan", "--workers", "8"], ("BACKFILL__WORKERS", "6")));
        Assert.Equal(9, await WorkersAsync(["plan"], ("BACKFILL__WORKERS", "6"), ("BACKFILL__RUN__WORKERS", "9")));
        Assert.Equal(1, await WorkersAsync(["plan", "--serial"], ("BACKFILL__RUN__WORKERS", "9")));
    }

    [Fact]
    public void Workers_may_be_left_to_the_limit()
    {
        var terminal = Terminal(("BACKFILL__RUN__WORKERS", "auto")).Terminal;

        Assert.True(EnvironmentSettings.Over(new RunChoice(), terminal).ScalesItself);
        Assert.False(EnvironmentSettings.Over(new RunChoice { Workers = 3 }, terminal).ScalesItself);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var terminal = Terminal(("BACKFILL__RUN__WORKERS", "many"));

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("plan", _directory.File(WorkDirectory.Job)));
        Assert.Contains("BACKFILL__RUN__WORKERS=many: is neither", terminal.Error, StringComparison.Ordinal);

        var unknown = Terminal(("BACKFILL__SOURCE__SPEED", "1"));
        Assert.Equal(ExitCode.Usage, await unknown.RunAsync("plan", _directory.File(WorkDirectory.Job)));
        Assert.Contains("BACKFILL__SOURCE__SPEED: source.speed", unknown.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private async Task<int> WorkersAsync(string[] line, params (string Name, string Value)[] variables)
    {
        var terminal = Terminal(variables);
        var exit = await terminal.RunAsync([line[0], _directory.File(WorkDirectory.Job), "--json", .. line[1..]]);
        Assert.True(exit == ExitCode.Complete, terminal.Error);
        using var document = JsonDocument.Parse(terminal.Out);
        return document.RootElement.GetProperty("workers").GetInt32();
    }

    private RecordingTerminal Terminal(params (string Name, string Value)[] variables) => new(directory: _directory.Path, variables: variables);
}

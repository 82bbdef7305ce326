using System.Diagnostics;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>Streams and logs that cannot be written, terminals that can do little, other languages: the run does not care.</summary>
public sealed class OutputFaultTests : IDisposable
{
    private const string Items = """{"items":[{"id":"a","value":1},{"id":"b","value":2}]}""";

    private readonly WorkDirectory _directory = new();

    public OutputFaultTests()
    {
        _directory.Write("items.json", Items);
        _directory.Write("counts.conf", $$"""
            job = counts
            plan { n { range = [1, 20] } }
            source { type = files, path = "{{_directory.File("items.json")}}", items = "items[*]" }
            sink { type = sqlite, path = "days.db", tables { rows { key = [n, id], columns { n = "$unit.n as integer", id = id, value = "value as integer" } } } }
            """);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(">&-", true)]
    [InlineData(">&- 2>&- <&-", false)]
    [InlineData(">/dev/full", true)]
    [InlineData("2>/dev/full", false)]
    [InlineData("--log-file /dev/full", false)]
    [InlineData("-v 2>/dev/full", false)]
    public async Task F86_A_stream_or_log_that_cannot_be_written_leaves_the_run_alone(string redirection, bool isTold)
    {
        var (exit, _, error) = await ShellAsync($"run counts.conf {redirection}");

        Assert.True(exit == ExitCode.Complete, error);
        Assert.Equal(40, _directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Equal(isTold, error.Contains("the result could not be written: ", StringComparison.Ordinal));
        Assert.DoesNotContain("Unhandled", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await new RecordingTerminal(directory: _directory.Path).RunAsync("verify", _directory.File("counts.conf")));
        Assert.True(File.Exists(_directory.File(".backfill/counts/runs/1/report.json")));
    }

    [Fact]
    public async Task F83_A_result_that_cannot_be_written_is_said_and_is_no_crash()
    {
        var (exit, _, error) = await ShellAsync("plan counts.conf >/dev/full");

        Assert.Equal((ExitCode.Complete, "backfill: the result could not be written: No space left on device\n"), (exit, error));
    }

    [Theory]
    [InlineData("LANG=C LC_ALL=C")]
    [InlineData("LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8")]
    [InlineData("LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 TERM=dumb COLUMNS=40")]
    [InlineData("NO_COLOR=1 FORCE_COLOR=1 TERM=xterm COLUMNS=40")]
    public async Task F88_Whatever_the_environment_is_numbers_and_words_are_the_same_and_nothing_is_escaped(string environment)
    {
        _directory.Write("big.conf", (await File.ReadAllTextAsync(_directory.File("counts.conf"))).Replace("[1, 20]", "[1, 1234567]", StringComparison.Ordinal));
        var plain = await ShellAsync("plan big.conf", "");

        var plan = await ShellAsync("plan big.conf", environment);
        var run = await ShellAsync("run counts.conf", environment);

        Assert.Equal(plain, plan);
        Assert.Contains("1,234,567 units", plan.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, run.Exit);
        Assert.DoesNotContain(plan.Out + run.Out + run.Error, c => c is '\u001b' or '\r' || c > 126);
    }

    // The letter i is another one in Turkish: keys, verbs and words of job files are not.
    [Fact]
    public async Task F88_Words_with_an_i_are_found_in_Turkish_too()
    {
        _directory.Write("i.conf", (await File.ReadAllTextAsync(_directory.File("counts.conf"))).Replace("job = counts", "job = INIT-ID, instance = unit", StringComparison.Ordinal));

        var (exit, text, error) = await ShellAsync("status i.conf --json", "LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0");

        Assert.True(exit == ExitCode.Complete, error);
        Assert.Contains("\"INIT-ID\"", text, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Out, string Error)> ShellAsync(string command, string environment = "NO_COLOR=1")
    {
        var script = $"exec env {environment} dotnet '{Path.Combine(AppContext.BaseDirectory, "backfill.dll")}' {command}";
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = _directory.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (text, error) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(10));
        return (shell.ExitCode, await text, await error);
    }
}

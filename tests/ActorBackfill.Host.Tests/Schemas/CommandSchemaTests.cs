using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Schemas;

/// <summary>What commands write about a job that has really run is what <c>docs/schemas</c> says.</summary>
public sealed class CommandSchemaTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new() { Status = day => day == "2024-01-02" ? 404 : 200 };

    [Fact]
    public async Task Every_line_of_progress_is_what_its_schema_says_and_the_last_is_the_result()
    {
        var (exit, text, error) = await RunAsync("run", "--progress", "json");

        Assert.True(exit == ExitCode.UnitsFailed, error);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Check("progress", line));
        string[] types = [.. lines.Select(line => JsonElement.Parse(line).GetProperty("type").GetString()!)];
        Assert.Equal(["end", "result"], types[^2..]);
        var (end, result) = (JsonElement.Parse(lines[^2]), JsonElement.Parse(lines[^1]));
        Assert.Equal((19, 1), (end.GetProperty("units").GetProperty("done").GetInt32(), end.GetProperty("units").GetProperty("failed").GetInt32()));
        Assert.Equal(end.GetProperty("units").ToString(), result.GetProperty("units").ToString());
    }

    [Fact]
    public async Task What_commands_write_about_a_run_is_what_their_schemas_say()
    {
        await CheckAsync("plan", "plan", "--json");
        await CheckAsync("run", "run", "--json");
        await CheckAsync("status", "status", "--json");
        await CheckAsync("report", "report", "--json");
        await CheckAsync("verify", "verify", "--json");
        await CheckAsync("verify-against", "verify", "--against", "last", "--json");
        await CheckAsync("config-show", "config show", "--json");
        await CheckAsync("doctor", "doctor", "--json");
        await CheckAsync("park", "park", "--failed", "--yes", "--json");
        await CheckAsync("retry", "retry", "--quarantined", "--yes", "--json");
        await CheckAsync("plan", "plan", "--json");
        await CheckAsync("run", "run", "--no-resume", "--yes", "--json");
        await CheckAsync("changes", "changes", "--json");
        await CheckAsync("units-line", "units", "--format", "ndjson");
        await CheckAsync("failures-line", "failures", "--format", "ndjson");
        await CheckAsync("verify-against", "verify", "--against", "1", "--json");
        Check("version", (await BackfillProcess.RunAsync(_directory.Path, "version", "--json")).Out);
    }

    [Theory]
    [InlineData("status", "no-such-job.conf")]
    [InlineData("report", "days.conf/7")]
    [InlineData("retry", "days.conf")]
    public async Task An_error_is_what_its_schema_says_with_the_exit_code_in_it(string verb, string job)
    {
        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, verb, job, "--json");

        Assert.Equal((ExitCode.Usage, ""), (exit, text));
        Check("error", error);
        Assert.Equal(exit, JsonElement.Parse(error).GetProperty("error").GetProperty("exit").GetInt32());
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static void Check(string schema, string text)
    {
        using var known = JsonSchemaCheck.Schema(schema);
        using var document = JsonDocument.Parse(text);
        Assert.True(JsonSchemaCheck.Violations(document.RootElement, known.RootElement) is [], $"{schema}: {string.Join("; ", JsonSchemaCheck.Violations(document.RootElement, known.RootElement))}\n{text}");
    }

    private async Task CheckAsync(string schema, string verb, params string[] flags)
    {
        var (_, text, error) = await RunAsync(verb, flags);
        Assert.True(text.Length > 0, $"{verb}: {error}");
        foreach (var document in schema.EndsWith("-line", StringComparison.Ordinal) ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [text])
        {
            Check(schema, document);
        }
    }

    // Commands that run nothing are as good in this process.
    private async Task<(int Exit, string Out, string Error)> RunAsync(string verb, params string[] flags)
    {
        if (verb == "run")
        {
            return await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. flags, .. _source.Flag]);
        }

        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync([.. verb.Split(' '), _directory.File(WorkDirectory.Job), .. flags, .. _source.Flag]);
        return (exit, terminal.Out, terminal.Error);
    }
}

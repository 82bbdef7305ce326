using System.Text.Json;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.CommandLine;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("run x --wrokers 3", "Did you mean --workers?")]
    [InlineData("run x --wrokers=3", "there is no flag --wrokers")]
    [InlineData("rnu x", "Did you mean run?")]
    [InlineData("statsu", "Did you mean status?")]
    [InlineData("journal", "a command is missing")]
    [InlineData("journal repiar x", "Did you mean repair?")]
    [InlineData("", "a command is missing")]
    [InlineData("run", "JOB is missing")]
    [InlineData("run x y", "'y' is one argument too many")]
    [InlineData("run x --workers", "--workers needs a value")]
    [InlineData("run x --workers many", "--workers many: is neither a whole number from 1 to 1024 nor auto")]
    [InlineData("run x --workers 0", "--workers 0: is neither a whole number from 1 to 1024 nor auto")]
    [InlineData("run x --limit -1", "--limit")]
    [InlineData("run x --start-date 2024-02-30", "--start-date 2024-02-30: is not a date")]
    [InlineData("run x --end-date tomorrow", "--end-date tomorrow: is not a date")]
    [InlineData("run x --set base", "--set base: is not key=value")]
    [InlineData("run x --grace soon", "--grace soon: is not a duration")]
    [InlineData("run x --progress pie", "--progress pie: is not one of auto, bar, lines, json, none")]
    [InlineData("replay x.conf --port 99999", "--port 99999: is not a whole number from 0 to 65535")]
    [InlineData("replay x.conf --server-rate fast", "--server-rate fast: is not a rate")]
    [InlineData("replay x.conf --fault gremlins=1", "--fault gremlins=1:")]
    [InlineData("help nonsense", "there is no command 'nonsense'")]
    public async Task A_wrong_command_line_is_explained_on_the_error_stream_alone(string line, string explanation)
    {
        var terminal = new RecordingTerminal();

        var exit = await terminal.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Equal("", terminal.Out);
        Assert.Contains(explanation, terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_an_error_is_one_json_document()
    {
        var terminal = new RecordingTerminal();

        var exit = await terminal.RunAsync("run", "x", "--json", "--wrokers", "3");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Equal("", terminal.Out);
        using var document = JsonDocument.Parse(terminal.Error);
        var error = document.RootElement.GetProperty("error");
        Assert.Equal("usage", error.GetProperty("code").GetString());
        Assert.Equal("run: there is no flag --wrokers", error.GetProperty("message").GetString());
        Assert.Equal("Did you mean --workers? See backfill run --help", error.GetProperty("hint").GetString());
        Assert.Equal(2, error.GetProperty("exit").GetInt32());
    }

    [Fact]
    public async Task An_argument_that_starts_with_an_at_sign_is_no_response_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "--help");
        var terminal = new RecordingTerminal();

        await terminal.RunAsync("run", "@" + file);

        File.Delete(file);
        Assert.Equal("", terminal.Out);
        Assert.Contains("@" + file, terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("resume")]
    [InlineData("plan")]
    [InlineData("status")]
    [InlineData("verify")]
    [InlineData("verify equivalence")]
    [InlineData("replay")]
    [InlineData("serve")]
    [InlineData("dashboard")]
    [InlineData("journal")]
    [InlineData("journal repair")]
    [InlineData("journal info")]
    [InlineData("journal check")]
    [InlineData("journal backup")]
    [InlineData("journal compact")]
    [InlineData("journal export")]
    [InlineData("changes")]
    [InlineData("config show")]
    [InlineData("config validate")]
    [InlineData("completion")]
    [InlineData("version")]
    public async Task Help_reads_as_approved(string command)
    {
        var terminal = new RecordingTerminal();

        var exit = await terminal.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal("", terminal.Error);
        var text = terminal.Out.Replace(Environment.NewLine, "\n", StringComparison.Ordinal)
            .Replace(AppDomain.CurrentDomain.FriendlyName, "backfill", StringComparison.Ordinal);
        Approved.Matches(text, command.Length == 0 ? "CommandLine/help" : $"CommandLine/help-{command.Replace(' ', '-')}");
    }

    [Fact]
    public void S3_06_Every_example_of_the_help_is_a_command_line()
    {
        var root = CommandTree.Create(new RecordingTerminal().Terminal);

        Assert.NotEmpty(HelpExamples.Of("run"));
        Assert.All(HelpExamples.Of("run"), example => Assert.Empty(root.Parse(example).Errors));
    }

    [Fact]
    public async Task Help_of_a_command_is_the_same_by_verb_and_by_flag()
    {
        var (verb, flag) = (new RecordingTerminal(), new RecordingTerminal());

        await verb.RunAsync("help", "journal", "repair");
        await flag.RunAsync("journal", "repair", "--help");

        Assert.Equal(flag.Out, verb.Out);
        Assert.NotEqual("", verb.Out);
    }

    [Fact]
    public async Task Version_for_programs_names_version_and_runtime()
    {
        var terminal = new RecordingTerminal();

        var exit = await terminal.RunAsync("version", "--json");

        Assert.Equal(ExitCode.Complete, exit);
        using var document = JsonDocument.Parse(terminal.Out);
        Assert.Matches(@"^\d+\.\d+\.\d+", document.RootElement.GetProperty("version").GetString());
        Assert.StartsWith(".NET", document.RootElement.GetProperty("runtime").GetString(), StringComparison.Ordinal);
    }
}

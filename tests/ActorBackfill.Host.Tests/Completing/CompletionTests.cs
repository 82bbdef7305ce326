using System.Diagnostics;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Completing;

/// <summary>The completion scripts, run by the shells they are for.</summary>
public sealed class CompletionTests : IDisposable
{
    // Does what readline does for a TAB at the end of a line, and prints what it would offer.
    private const string Tab = """
        source <(backfill completion bash) || exit 9
        COMP_LINE=$1 COMP_POINT=${#1}
        read -ra COMP_WORDS <<<"$1"
        [[ $1 == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        function=$(complete -p "${COMP_WORDS[0]##*/}") || exit 8
        function=${function##*-F } && function=${function%% *}
        "$function" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}"
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    private readonly WorkDirectory _directory = new();

    [SkippableTheory]
    [InlineData("backfill jour", "journal")]
    [InlineData("backfill journal rep", "repair")]
    [InlineData("backfill run days.conf --work", "--workers")]
    [InlineData("backfill run days.conf --progress l", "lines")]
    [InlineData("backfill run days.conf --progress ", "auto bar json lines none")]
    [InlineData("backfill units days.conf --format nd", "ndjson")]
    [InlineData("backfill completion ", "bash fish zsh")]
    [InlineData("backfill status wee", "weekly weeks")]
    [InlineData("backfill nothing-like-it", "")]
    public async Task Bash_offers_verbs_flags_their_words_and_names_of_jobs(string line, string offered)
    {
        Directory.CreateDirectory(_directory.File("HOCON/jobs"));
        foreach (var job in (string[])["weeks", "weekly", "days"])
        {
            _directory.Write($"HOCON/jobs/{job}.conf", "");
        }

        var (exit, text) = await ShellAsync("bash", "--noprofile", "--norc", "-c", Tab, "bash", line);

        Assert.Equal((0, offered), (exit, string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))));
    }

    [SkippableFact]
    public async Task Bash_offers_no_flag_before_a_dash_is_typed_and_all_of_them_after_it()
    {
        var (_, before) = await ShellAsync("bash", "--noprofile", "--norc", "-c", Tab, "bash", "backfill journal ");
        var (_, after) = await ShellAsync("bash", "--noprofile", "--norc", "-c", Tab, "bash", "backfill journal repair days.conf -");

        Assert.DoesNotContain("--help", before, StringComparison.Ordinal);
        Assert.Contains("repair\n", before, StringComparison.Ordinal);
        Assert.Contains("--from-sink\n", after, StringComparison.Ordinal);
        Assert.DoesNotContain("/h\n", after, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("bash", "-n")]
    [InlineData("zsh", "-n")]
    [InlineData("fish", "--no-execute")]
    public async Task A_shell_reads_its_script_without_an_error(string shell, string readOnly)
    {
        var terminal = new RecordingTerminal();
        Assert.Equal(ExitCode.Complete, await terminal.RunAsync("completion", shell));
        _directory.Write("script", terminal.Out);

        var (exit, text) = await ShellAsync(shell, readOnly, _directory.File("script"));

        Assert.Equal((0, ""), (exit, text));
    }

    [Fact]
    public async Task A_shell_without_a_script_is_refused()
    {
        var terminal = new RecordingTerminal();

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("completion", "tcsh"));

        Assert.Equal("", terminal.Out);
        Assert.Contains("there is no script for 'tcsh'", terminal.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private async Task<(int Exit, string Text)> ShellAsync(string shell, params string[] args)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, shell)).FirstOrDefault(File.Exists);
        Skip.If(path is null, $"there is no {shell} on this machine");
        var bin = Directory.CreateDirectory(_directory.File("bin")).FullName;
        var program = Path.Combine(bin, "backfill");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "backfill.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo(path, args) { WorkingDirectory = _directory.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = bin + Path.PathSeparator + start.Environment["PATH"];
        using var process = Process.Start(start)!;
        var (text, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await text + await error);
    }
}

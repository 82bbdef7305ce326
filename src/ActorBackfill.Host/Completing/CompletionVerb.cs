using System.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Completing;

/// <summary><c>backfill completion bash|zsh|fish</c>: the script that makes a shell complete command lines.</summary>
internal static class CompletionVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish", HelpName = "SHELL", CompletionSources = { "bash", "zsh", "fish" } };
        var command = new Command("completion", "Print the script that makes a shell complete commands, flags and names of jobs");
        command.Arguments.Add(shell);
        command.SetAction(parse =>
        {
            terminal.Out.Write(ScriptOf(parse.GetValue(shell)!));
            return ExitCode.Complete;
        });
        return command;
    }

    private static string ScriptOf(string shell) => shell switch
    {
        "bash" => CompletionScripts.Bash,
        "zsh" => CompletionScripts.Zsh,
        "fish" => CompletionScripts.Fish,
        _ => throw new CommandException(ExitCode.Usage, "usage", $"completion: there is no script for '{PlainText.Of(shell)}'", "One of bash, zsh, fish."),
    };
}

using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.CommandLine;

/// <summary>Says what is wrong with a command line, once, and what was probably meant.</summary>
internal static class ParseErrors
{
    /// <summary>Gets the error of a command line.</summary>
    /// <param name="parse">A command line with errors.</param>
    /// <param name="commandName">How the program was called.</param>
    public static CommandException Of(ParseResult parse, string commandName)
    {
        var command = parse.CommandResult.Command;
        var path = PathOf(parse.CommandResult);
        var help = $"{string.Join(' ', path.Prepend(commandName))} --help";
        var name = path.Count == 0 ? "" : string.Join(' ', path) + ": ";
        if (parse.UnmatchedTokens is not [var unknown, ..])
        {
            return IsGroup(command)
                ? Error($"{name}a command is missing", $"{Names(command)}; see {help}")
                : Error(name + Text(parse.Errors[0]), $"See {help}");
        }

        if (unknown.StartsWith('-'))
        {
            var known = command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.Length > 2);
            return Unknown($"{name}there is no flag {unknown.Split('=')[0]}", DidYouMean.Of(unknown.Split('=')[0], known), help);
        }

        return IsGroup(command)
            ? Unknown($"{name}there is no command '{unknown}'", DidYouMean.Of(unknown, command.Subcommands.Select(c => c.Name)), help)
            : Unknown($"{name}'{unknown}' is one argument too many", null, help);
    }

    // One that does something itself has arguments; 'verify JOB' beside 'verify equivalence JOB'.
    private static bool IsGroup(Command command) => command.Subcommands.Count > 0 && command.Arguments.Count == 0;

    private static CommandException Error(string message, string hint) => new(ExitCode.Usage, "usage", message, hint);

    private static CommandException Unknown(string message, string? meant, string help) =>
        Error(message, meant is null ? $"See {help}" : $"Did you mean {meant}? See {help}");

    private static string Text(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Argument.Name: var name, Tokens.Count: 0 } => $"{name} is missing",
        OptionResult { Option.Name: var name, Tokens.Count: 0 } => $"{name} needs a value",
        _ => error.Message,
    };

    private static IReadOnlyList<string> PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? [.. PathOf(parent), result.Command.Name] : [];

    private static string Names(Command command) =>
        "One of " + string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
}

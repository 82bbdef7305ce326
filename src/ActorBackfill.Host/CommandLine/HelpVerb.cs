using System.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.CommandLine;

/// <summary><c>backfill help [COMMAND]</c>, the same as <c>backfill COMMAND --help</c>.</summary>
internal static class HelpVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(RootCommand root, Terminal terminal)
    {
        var about = new Argument<string[]>("COMMAND") { Description = "What to explain", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Explain a command");
        command.Arguments.Add(about);
        command.SetAction((parse, cancellation) =>
        {
            var asked = root.Parse([.. parse.GetValue(about) ?? [], "--help"]);
            if (asked.UnmatchedTokens.Count > 0)
            {
                throw ParseErrors.Of(asked, Path.GetFileName(terminal.CommandName));
            }

            return asked.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error }, cancellation);
        });
        return command;
    }
}

using System.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.CommandLine;

/// <summary>The flags that say how a command talks.</summary>
internal sealed class TalkFlags
{
    /// <summary>The flag that makes result and errors JSON; looked for even on command lines that are wrong.</summary>
    public const string JsonFlag = "--json";

    private readonly Option<bool> _json = new(JsonFlag) { Description = "The result as one JSON document; errors as JSON too" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Only the result, questions and errors" };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Log lines too" };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Answer questions with yes" };
    private readonly Option<bool> _noInput = new("--no-input") { Description = "Never ask; a question is an error" };

    /// <summary>Adds the flags to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="asks">Whether it may put a question.</param>
    public TalkFlags AddTo(Command command, bool asks = false)
    {
        command.Options.Add(_json);
        command.Options.Add(_quiet);
        command.Options.Add(_verbose);
        if (asks)
        {
            command.Options.Add(_yes);
            command.Options.Add(_noInput);
        }

        return this;
    }

    /// <summary>Reads the flags.</summary>
    /// <param name="parse">A command line without errors.</param>
    /// <param name="terminal">The streams.</param>
    public Talk Read(ParseResult parse, Terminal terminal) => new(
        terminal, parse.GetValue(_json), parse.GetValue(_quiet), parse.GetValue(_verbose), parse.GetValue(_yes), parse.GetValue(_noInput));
}

using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Demo;

/// <summary><c>backfill demo</c>: a whole backfill over HTTP from a built-in source, in a few seconds.</summary>
internal static class DemoVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var sink = new Option<string>("--sink") { Description = "The SQLite file to fill", HelpName = "PATH", DefaultValueFactory = _ => "greyhounds.db" };
        var state = new Option<string>("--state") { Description = "Where journals and reports are kept", HelpName = "DIR", DefaultValueFactory = _ => ".backfill" };
        var command = new Command("demo", "Run a small backfill from a built-in source: 21 units over HTTP into a SQLite file");
        command.Options.Add(sink);
        command.Options.Add(state);
        var talk = new TalkFlags().AddTo(command, asks: true);
        command.SetAction((parse, _) => new DemoCommand(parse.GetValue(sink)!, parse.GetValue(state)!, talk.Read(parse, terminal)).RunAsync());
        return command;
    }
}

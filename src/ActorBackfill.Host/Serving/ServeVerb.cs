using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Serving;

/// <summary><c>backfill serve CONF</c>: takes jobs over HTTP on loopback and runs them until it is stopped.</summary>
internal static class ServeVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("CONF") { Description = "A serve file, or the name of one in HOCON/serve" };
        var port = new Option<long?>("--port") { Description = "TCP port on 127.0.0.1; 0 takes a free one [default: 8090]", HelpName = "N", CustomParser = FlagParsers.Number(0, 65_535) };
        var state = new Option<string>("--state") { Description = "Where journals and reports are kept", HelpName = "DIR", DefaultValueFactory = _ => ".backfill" };
        var settings = new Option<string[]>("--set")
        {
            Description = "A setting laid over the file; repeatable",
            HelpName = "KEY=VALUE",
            CustomParser = FlagParsers.Overlays,
            Arity = ArgumentArity.OneOrMore,
        };
        var grace = new Option<TimeSpan?>("--grace")
        {
            Description = "How long units in flight may go on after a stop [default: 30s]",
            HelpName = "TIME",
            CustomParser = FlagParsers.Duration,
        };
        var command = new Command("serve", "Take jobs over HTTP on this machine and run them, several at a time");
        command.Arguments.Add(file);
        foreach (var option in (Option[])[port, state, settings, grace])
        {
            command.Options.Add(option);
        }

        var talk = new TalkFlags().AddTo(command);
        command.SetAction((parse, _) => new ServeCommand(
            new ServeChoice(
                Path.GetFullPath(ServeFile.Find(parse.GetValue(file)!), terminal.Directory),
                (int)(parse.GetValue(port) ?? ServeChoice.StandardPort),
                parse.GetValue(state)!,
                [.. parse.GetValue(settings) ?? []],
                parse.GetValue(grace) ?? TimeSpan.FromSeconds(30)),
            talk.Read(parse, terminal)).RunAsync());
        return command;
    }
}

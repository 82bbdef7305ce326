using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Signals;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;

namespace ActorBackfill.Host.Replaying;

/// <summary><c>backfill replay CONF</c>: serves files or generated data over HTTP on loopback until it is stopped.</summary>
internal static class ReplayVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("CONF") { Description = "A replay file, such as HOCON/replay/greyhound.conf" };
        var settings = new Option<string[]>("--set")
        {
            Description = "A setting laid over the file; repeatable",
            HelpName = "KEY=VALUE",
            CustomParser = FlagParsers.Overlays,
            Arity = ArgumentArity.OneOrMore,
        };
        var flags = new ReplayFlags();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Do not say where it listens" };
        var command = new Command("replay", "Serve recorded or generated data over HTTP, with delays and faults if wanted");
        command.Arguments.Add(file);
        command.Options.Add(settings);
        flags.AddTo(command);
        command.Options.Add(quiet);
        command.SetAction((parse, _) =>
        {
            var definition = ReplayDefinition.Load(Path.GetFullPath(parse.GetValue(file)!, terminal.Directory), parse.GetValue(settings) ?? []);
            return ServeAsync(definition, flags.Read(parse), terminal, parse.GetValue(quiet));
        });
        return command;
    }

    private static async Task<int> ServeAsync(ReplayDefinition definition, ReplayOptions options, Terminal terminal, bool isQuiet)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stop = new StopRequest(Silent(terminal), TimeSpan.Zero);
        stop.Changed += _ => stopped.TrySetResult();
        using var signals = new SignalWatch(stop);
        await using var server = await ReplayServer.StartAsync(definition, options, terminal.Time);
        if (!isQuiet)
        {
            terminal.Line($"listening on {server.BaseAddress.ToString().TrimEnd('/')}");
            await terminal.Out.FlushAsync();
        }

        await stopped.Task;
        return stop.ExitCode ?? ExitCode.Complete;
    }

    // A server that is stopped has nothing to say about units in flight.
    private static Terminal Silent(Terminal terminal) => new() { Out = terminal.Out, Error = TextWriter.Null, Time = terminal.Time };
}

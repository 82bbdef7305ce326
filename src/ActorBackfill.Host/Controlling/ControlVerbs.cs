using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Controlling;

/// <summary>The commands to a run that goes on: each sends one message to its control socket.</summary>
internal static class ControlVerbs
{
    /// <summary>Makes the commands.</summary>
    /// <param name="terminal">Where they talk.</param>
    public static IEnumerable<Command> Create(Terminal terminal) =>
    [
        Simple("pause", "Let a run make no new request until it is unpaused", new PauseCommand(), terminal),
        Simple("unpause", "Let a paused run go on", new UnpauseCommand(), terminal),
        Stop(terminal),
        Scale(terminal),
        Rate(terminal),
    ];

    private static Command Simple(string name, string description, ControlRequest request, Terminal terminal) =>
        Add(new Command(name, description), _ => request, terminal);

    private static Command Stop(Terminal terminal)
    {
        var now = new Option<bool>("--now") { Description = "Cancel units in flight; they run again on resume" };
        return Add(new Command("stop", "End a run as SIGTERM does: units in flight may end, the rest is for resume"), p => new StopCommand { Now = p.GetValue(now) }, terminal, now);
    }

    private static Command Scale(Terminal terminal)
    {
        var workers = new Argument<WorkersChoice>("WORKERS")
        {
            Description = "Units at a time, 1 to 1024, or auto: as many as the source's limit can feed",
            CustomParser = FlagParsers.Workers,
        };
        return Add(new Command("scale", "Change how many units a run works on at a time"), p => new ScaleCommand { Workers = p.GetValue(workers)!.Count }, terminal, workers);
    }

    private static Command Rate(Terminal terminal)
    {
        var rate = new Argument<RateChoice>("RATE")
        {
            Description = "Requests of the source: 20/s, 600/min, or default: as the job says",
            CustomParser = FlagParsers.Rate,
        };
        return Add(new Command("rate", "Change how many requests a run makes"), p => new RateCommand { PerSecond = p.GetValue(rate)!.PerSecond }, terminal, rate);
    }

    private static Command Add(Command command, Func<ParseResult, ControlRequest> request, Terminal terminal, Symbol? more = null)
    {
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        switch (more)
        {
            case Argument argument: command.Arguments.Add(argument); break;
            case Option option: command.Options.Add(option); break;
        }

        command.SetAction((parse, _) => new ControlCommand(job.Read(parse), talk.Read(parse, terminal), command.Name).SendAsync(request(parse)));
        return command;
    }
}

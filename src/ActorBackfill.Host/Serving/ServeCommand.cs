using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Logs;
using ActorBackfill.Host.Serving.Http;
using ActorBackfill.Host.Serving.Pages;
using ActorBackfill.Host.Signals;
using ActorBackfill.Host.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Host.Serving;

/// <summary>Serves until it is stopped: first opens what it works with, then the port.</summary>
/// <param name="choice">What is served.</param>
/// <param name="talk">Who is told.</param>
internal sealed class ServeCommand(ServeChoice choice, Talk talk)
{
    private readonly Terminal _terminal = talk.Terminal;

    /// <summary>Serves.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">It could not begin, or its journal failed.</exception>
    public async Task<int> RunAsync()
    {
        talk.Note($"backfill {VersionVerb.Version}: serve {Wording.FilePath(choice.File, _terminal.Directory)}");
        var stop = new StopRequest(_terminal.Silent(), choice.Grace);
        using var signals = new SignalWatch(stop);
        using var hardStop = new HardStop(stop, _terminal.Time);
        var definition = ServeFile.Load(choice.File, choice.Overlays);
        var directory = Path.Combine(Path.GetFullPath(choice.State, _terminal.Directory), ".serve", definition.Name);
        var stages = StageChecks.Stages(definition, Path.Combine(directory, "jobs"), choice, talk);

        JobPaths.CreatePrivate(directory);
        using var holder = JobHolder.Acquire(Path.Combine(directory, "serve"), definition.Name, directory, takeover: false, _terminal.Time);
        await using var telemetry = RunTelemetry.Start(talk);
        await using var log = RunLog.Create(Path.Combine(directory, "serve.log"), talk, telemetry.Log);
        await using var manager = await ServedManager.StartAsync(definition, directory, stages, _terminal, telemetry, log);
        if (manager.Problem is { } problem)
        {
            log.Error("{Text}: {Reason}", NoManager.Text, problem);
            talk.Warn($"{NoManager.Text}: {problem}");
        }

        var watched = new OperatorEndpoints(manager, new JobPaths(directory).Journal, telemetry.Meter);
        await using var app = await ListenAsync(
            routes =>
            {
                manager.Map(routes);
                watched.Map(routes);
            },
            manager.Pages,
            log);
        using var token = Say($"http://127.0.0.1:{ServeHost.PortOf(app)}", ServeHost.PortOf(app), manager.Pages.Settings.Keys);
        await _terminal.Out.FlushAsync();
        return await ServeAsync(manager, stop);
    }

    private async Task<int> ServeAsync(ServedManager manager, StopRequest stop)
    {
        void Pass(StopStage stage)
        {
            manager.Stop(now: stage != StopStage.Graceful);
            talk.Note(stage == StopStage.Graceful
                ? $"Stopping: units in flight have up to {Wording.Duration(choice.Grace)}. Press Ctrl-C again to cancel them now (nothing is lost; jobs go on when the server is back)."
                : "Cancelling what is in flight; jobs go on when the server is back.");
        }

        stop.Changed += Pass;
        if (stop.Stage != StopStage.None)
        {
            Pass(stop.Stage);
        }

        var problem = await manager.Ended;
        stop.Changed -= Pass;
        return problem is null
            ? stop.ExitCode ?? ExitCode.Complete
            : throw new CommandException(ExitCode.JournalUnusable, "journal-unusable", problem, "Nothing is lost: jobs go on when the server is started again.");
    }

    private TokenFile? Say(string address, int port, AccessKeys keys)
    {
        var token = Write(port, keys.Token);
        _terminal.Line($"listening on {address}");
        _terminal.Line($"sign in to its pages, once, at {address}{LoginRoutes.PathWith(keys.NewCode()!)}");
        return token;
    }

    private TokenFile? Write(int port, string token)
    {
        try
        {
            return TokenFile.Write(Path.GetFullPath(choice.State, _terminal.Directory), port, token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The server goes on: browsers can sign in without it.
            talk.Warn($"programs can give the pages no commands: their token cannot be written ({e.Message})");
            return null;
        }
    }

    private async Task<WebApplication> ListenAsync(Action<IEndpointRouteBuilder> map, ServePages pages, Serilog.ILogger log)
    {
        try
        {
            return await ServeHost.StartAsync(choice.Port, map, pages, log);
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.Usage, "port", $"port {choice.Port}: {e.Message}", "Give another one with --port; 0 takes a free one.", e);
        }
    }
}

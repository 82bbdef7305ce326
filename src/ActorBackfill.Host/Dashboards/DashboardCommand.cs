using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Logs;
using ActorBackfill.Host.Signals;
using Serilog;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Shows jobs until it is stopped.</summary>
/// <param name="choice">What is shown.</param>
/// <param name="talk">Who is told.</param>
internal sealed class DashboardCommand(DashboardChoice choice, Talk talk)
{
    private readonly Terminal _terminal = talk.Terminal;

    /// <summary>Shows them.</summary>
    /// <returns>The exit code of the signal that ended it.</returns>
    /// <exception cref="CommandException">It could not begin: exit 2.</exception>
    public async Task<int> RunAsync()
    {
        talk.Note($"backfill {VersionVerb.Version}: dashboard");
        var stop = new StopRequest(_terminal.Silent(), TimeSpan.Zero);
        using var signals = new SignalWatch(stop);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stop.Changed += _ => ended.TrySetResult();
        var state = Path.GetFullPath(choice.Others.State, _terminal.Directory);
        if (!Directory.Exists(state) && choice.Named.IsEmpty)
        {
            throw new CommandException(ExitCode.Usage, "no-state", $"there is no state directory {state}", "Give it with --state, or name jobs.");
        }

        // Loaded now, so that what is wrong with a file that was named is said here and not on a page.
        foreach (var job in choice.Named)
        {
            _ = LoadedJob.Load(job, talk);
        }

        var own = Path.Combine(state, ".dashboard");
        JobPaths.CreatePrivate(own);
        await using var log = RunLog.Create(Path.Combine(own, "dashboard.log"), talk);
        var settings = new DashboardSettings { Address = choice.Address, Port = choice.Port, AllowsControl = choice.AllowsControl };
        await using var host = await StartAsync(settings, new DashboardJobs(state, choice.Named, choice.Others, talk), log);
        await SayAsync(host);
        await ended.Task;
        return stop.ExitCode ?? ExitCode.Complete;
    }

    private async Task SayAsync(DashboardHost host)
    {
        _terminal.Line(talk.IsJson
            ? JsonText.OneLine(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("address", host.Address);
                json.WriteBoolean("readOnly", !choice.AllowsControl);
            })
            : $"listening on {host.Address}");
        await _terminal.Out.FlushAsync();
    }

    private async Task<DashboardHost> StartAsync(DashboardSettings settings, DashboardJobs jobs, Serilog.ILogger log)
    {
        try
        {
            return await DashboardHost.StartAsync(settings, services => DashboardPorts.Add(services, jobs), logging => logging.AddSerilog(log));
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.Usage, "port", $"port {choice.Port}: {e.Message}", "Give another one with --port; 0 takes a free one.", e);
        }
    }
}

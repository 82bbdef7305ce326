using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Logs;
using ActorBackfill.Host.Signals;

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

        var settings = choice.Settings();
        await using var served = await ServedDashboard.StartAsync(settings, new DashboardJobs(state, choice.Named, choice.Others, talk));
        JobPaths.CreatePrivate(TokenFile.DirectoryIn(state));
        await using var log = RunLog.Create(Path.Combine(TokenFile.DirectoryIn(state), "dashboard.log"), talk);
        served.Attach(state, log);
        Say(served);
        await _terminal.Out.FlushAsync();
        if (stop.Stage == StopStage.None)
        {
            await ended.Task;
        }

        return stop.ExitCode ?? ExitCode.Complete;
    }

    private void Say(ServedDashboard served)
    {
        if (talk.IsJson)
        {
            _terminal.Line(JsonText.OneLine(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("address", served.Address);
                json.WriteString("login", served.Login);
                json.WriteBoolean("readOnly", !choice.AllowsControl);
            }));
            return;
        }

        _terminal.Line($"listening on {served.Address}");
        if (served.Login is { } login)
        {
            _terminal.Line($"sign in, once, at {login}");
        }
    }
}

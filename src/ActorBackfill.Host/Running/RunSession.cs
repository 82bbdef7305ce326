using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Listening;
using ActorBackfill.Host.Progress;
using ActorBackfill.Host.Signals;
using ActorBackfill.Host.Summaries;
using Akka.Actor;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace ActorBackfill.Host.Running;

/// <summary>One run in its actor system: starts it, shows its progress, passes stops on, and waits for its end.</summary>
/// <param name="job">The job.</param>
/// <param name="ports">What it works with.</param>
/// <param name="settings">How it runs.</param>
/// <param name="stop">What the signals ask for.</param>
/// <param name="asked">Whether somebody wants to know how far it is.</param>
/// <param name="show">Who watches.</param>
/// <param name="listeners">Who hears of its units.</param>
/// <param name="controls">Commands of whoever began it in this process; null when there are none.</param>
internal sealed class RunSession(
    LoadedJob job, RunPorts ports, RunSettings settings, StopRequest stop, StatusRequest asked, IShowProgress show, RunListeners listeners, RunControls? controls = null)
{
    // A supervisor that does not answer for so long is busy recovering a journal; the next tick asks again.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    // The system's own phases have their timeouts; this bounds their sum. What matters is in the journal already.
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(10);

    /// <summary>Runs until the end.</summary>
    /// <param name="log">Where log lines go.</param>
    public async Task<RunResult> RunAsync(ILogger log)
    {
        using var host = await ActorHost.StartAsync(job.Paths, job.File.AkkaConfig, log);
        var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var heard = ports with { Listeners = listeners.Start(ActorHost.System(host)) };
        var supervisor = ActorHost.System(host).ActorOf(JobSupervisor.For(heard, settings, ended), "job");
        controls?.Attach(change => supervisor.Tell(change, ActorRefs.Nobody));
        void Pass(StopStage stage) => supervisor.Tell(stage == StopStage.Graceful ? StopRun.Instance : CancelRun.Instance);

        await using var control = ControlServer.Start(
            job.Paths.ControlSocket, new ControlAnswers(supervisor, settings, stop, ports.Time.GetUtcNow()), ports.Time, log);
        stop.Changed += Pass;
        if (stop.Stage != StopStage.None)
        {
            Pass(stop.Stage);
        }

        try
        {
            await WatchAsync(supervisor, ended.Task);
            var result = await ended.Task;
            var problems = await listeners.FlushAsync();
            SayLines();
            show.End(result.Progress);
            return problems.Count == 0 ? result : result with { Notes = [.. result.Notes, .. problems] };
        }
        finally
        {
            stop.Changed -= Pass;
            controls?.Detach();
            await StopAsync(host);
        }
    }

    private async Task WatchAsync(IActorRef supervisor, Task ended)
    {
        using var timer = new PeriodicTimer(show.Interval, ports.Time);
        var hasBegun = false;
        do
        {
            SayLines();
            if (await ProgressOf(supervisor, ended) is { } progress)
            {
                stop.InFlight = progress.InFlight;
                Tell(progress);
                // Before journal and sink have been compared there is no plan to measure by.
                if (progress.Units.Total > 0)
                {
                    if (!hasBegun)
                    {
                        hasBegun = true;
                        SpentMemory.Return(job.Definition);
                    }

                    show.Update(progress);
                }
            }
        }
        while (await Task.WhenAny(ended, timer.WaitForNextTickAsync().AsTask()) != ended);
    }

    private void SayLines()
    {
        foreach (var line in listeners.Lines.Take())
        {
            show.Say(line);
        }
    }

    private void Tell(RunProgress progress)
    {
        if (!asked.Take())
        {
            return;
        }

        var live = LiveStatus.Of(progress, settings, default);
        show.Say($"{job.Definition.Name}/{live.Run}: {live.State}; units {CountsWriter.Text(live.Units)}");
        foreach (var line in LiveText.Of(live))
        {
            show.Say("  " + line);
        }
    }

    private static async Task<RunProgress?> ProgressOf(IActorRef supervisor, Task ended)
    {
        using var giveUp = new CancellationTokenSource();
        var answer = supervisor.Ask<RunProgress>(GetProgress.Instance, AnswerTime, giveUp.Token);
        if (await Task.WhenAny(answer, ended) == ended)
        {
            await giveUp.CancelAsync();
            return null;
        }

        try
        {
            return await answer;
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static async Task StopAsync(IHost host)
    {
        using var late = new CancellationTokenSource(ShutdownTime);
        try
        {
            await host.StopAsync(late.Token).WaitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Log.Warning("The actor system did not stop within {Time}", ShutdownTime);
        }
    }
}

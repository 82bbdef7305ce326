using Akka.Event;

namespace Akka.Actor;

/// <content>Running the phases.</content>
public sealed partial class CoordinatedShutdown
{
    private async Task RunPhases(string? fromPhase)
    {
        try
        {
            // The caller, an actor perhaps, does not run the first tasks on its own thread.
            await Task.Yield();
            var phases = fromPhase is null ? OrderedPhases : [.. OrderedPhases.SkipWhile(p => p != fromPhase)];
            foreach (var name in phases)
                await RunPhase(name, Phases[name]).ConfigureAwait(false);
            _done.TrySetResult(Done.Instance);
        }
#pragma warning disable CA1031 // Whoever waits for the end hears of it.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            _done.TrySetException(cause);
        }
    }

    private async Task RunPhase(string name, Phase phase)
    {
        if (!phase.Enabled || !_tasks.TryGetValue(name, out var tasks))
            return;
        using var limit = new CancellationTokenSource();
        var running = tasks.Select(t => RunTask(name, phase, t, limit.Token)).ToArray();
        try
        {
            await Task.WhenAll(running).WaitAsync(phase.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException) when (phase.Recover)
        {
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", name, phase.Timeout);
        }
        finally
        {
            await limit.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task RunTask(string phaseName, Phase phase, PhaseTask task, CancellationToken limit)
    {
        try
        {
            await task.Start(limit).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The phases after this one must run.
        catch (Exception cause) when (phase.Recover)
#pragma warning restore CA1031
        {
            _log.Warning(cause, "Task [{0}] failed in phase [{1}]: {2}", task.Name, phaseName, cause.Message);
        }
    }
}

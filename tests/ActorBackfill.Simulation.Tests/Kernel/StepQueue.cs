using Akka.Dispatch;

namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>
/// Everything one process could do next: turns of mailboxes, starts of tasks, timers that fired. One is done at a time, chance says which.
/// </summary>
internal sealed class StepQueue(Chance chance, Trace trace)
{
    private readonly List<(long Number, object Work)> _waiting = [];
    private long _last;

    public int Count => _waiting.Count;

    public void Add(IRunnable run) => _waiting.Add((++_last, run));

    public void Add(Action action) => _waiting.Add((++_last, action));

    /// <summary>Does one step; false when there is none.</summary>
    public bool RunOne()
    {
        if (_waiting.Count == 0)
        {
            return false;
        }

        var at = chance.Next(_waiting.Count);
        var (number, work) = _waiting[at];
        _waiting[at] = _waiting[^1];
        _waiting.RemoveAt(_waiting.Count - 1);
        trace.Step(number, _waiting.Count);
        if (work is IRunnable run)
        {
            run.Run();
        }
        else
        {
            ((Action)work)();
        }

        return true;
    }
}

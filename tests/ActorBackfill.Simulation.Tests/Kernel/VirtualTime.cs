using Akka.TestKit;

namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>A process' only clock: what is read, what timers of tasks wait for, and what moves the actors' scheduler. A timer that is due is a step.</summary>
internal sealed class VirtualTime(StepQueue steps, TimeSpan start) : TimeProvider
{
    // Longer than any wait of the engine: whoever sleeps through it is stuck.
    private static readonly TimeSpan Forever = TimeSpan.FromHours(12);

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<(Timer Timer, int Version), (TimeSpan Due, long Number)> _timers = new();
    private long _number;

    public TimeSpan Elapsed { get; private set; } = start;

    /// <summary>The actors' scheduler; set once their system is made.</summary>
    public TestScheduler? Scheduler { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => Epoch + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Calls a step later.</summary>
    public void After(TimeSpan delay, Action step) => CreateTimer(s => ((Action)s!)(), step, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Moves time on.</summary>
    public void Advance(TimeSpan by)
    {
        Elapsed += by;
        Scheduler?.Advance(by);
        while (_timers.TryPeek(out var next, out var due) && due.Due <= Elapsed)
        {
            _timers.Dequeue();
            if (next.Timer.Version == next.Version)
            {
                steps.Add(() => next.Timer.Fire(next.Version));
            }
        }
    }

    /// <summary>Moves time on until there is something to do; false when nothing ever comes.</summary>
    public bool AdvanceToNextStep()
    {
        // The actors' scheduler does not tell when its next timer is due: ever longer looks find it, a little late as timers are.
        var look = TimeSpan.FromMilliseconds(1);
        var until = Elapsed + Forever;
        while (steps.Count == 0)
        {
            if (Elapsed > until)
            {
                return false;
            }

            var own = _timers.TryPeek(out _, out var due) ? due.Due - Elapsed : look;
            Advance(own < look ? own : look);

            // Timers that were stopped are passed one by one and none of them is a step.
            look = look < Forever ? look * 1.5 : Forever;
        }

        return true;
    }

    private sealed class Timer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public int Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Version++;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time._timers.Enqueue((this, Version), (time.Elapsed + dueTime, ++time._number));
            }

            return true;
        }

        public void Fire(int version)
        {
            if (version == Version)
            {
                callback(state);
            }
        }

        public void Dispose() => Version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

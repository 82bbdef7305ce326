using System.Diagnostics;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The default scheduler: one thread that sleeps until the next deadline. What is cancelled leaves at once,
/// so that a million timers that never fire cost nothing but their time.
/// </summary>
internal sealed class DeadlineScheduler : SchedulerBase, IDisposable
{
    private readonly object _gate = new();
    private readonly DeadlineHeap _deadlines = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private Thread? _thread;
    private bool _ended;

    public DeadlineScheduler(Config config, ILoggingAdapter log)
        : base(config, log)
    {
    }

    public override TimeSpan MonotonicClock => Stopwatch.GetElapsedTime(_start);

    public override TimeSpan HighResMonotonicClock => Stopwatch.GetElapsedTime(_start);

    protected override DateTimeOffset TimeNow => TimeProvider.System.GetUtcNow();

    /// <summary>Ends the thread; what was scheduled is forgotten.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            _deadlines.Clear();
            Monitor.Pulse(_gate);
        }
    }

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, TimeSpan.Zero, new Deadline(() => receiver.Tell(message, sender), cancelable));

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(initialDelay, interval, new Deadline(() => receiver.Tell(message, sender), cancelable));

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Add(delay, TimeSpan.Zero, new Deadline(action, cancelable));

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, interval, new Deadline(action, cancelable));

    private void Add(TimeSpan delay, TimeSpan interval, Deadline deadline)
    {
        if (deadline.IsCancelled)
            return;
        deadline.Interval = interval;
        lock (_gate)
        {
            if (_ended)
                throw new SchedulerException("Cannot schedule: the scheduler has ended.");
            deadline.Due = MonotonicClock + delay;
            _deadlines.Add(deadline);
            if (_thread is null)
                StartThread();
            else if (_deadlines.Next == deadline)
                Monitor.Pulse(_gate);
        }

        // Outside of the lock: a source that is cancelled by now calls back at once.
        deadline.WhenCancelled(() =>
        {
            lock (_gate)
                _deadlines.Remove(deadline);
        });
    }

    private void StartThread()
    {
        _thread = new Thread(Loop) { IsBackground = true, Name = "akka-scheduler" };
        _thread.UnsafeStart();
    }

    private void Loop()
    {
        while (NextDue() is { } deadline)
        {
            if (deadline.IsCancelled)
                continue;
            try
            {
                deadline.Run();
            }
#pragma warning disable CA1031 // One failing delegate must not end the time of the whole system.
            catch (Exception cause)
#pragma warning restore CA1031
            {
                Log.Error(cause, "Dispatched action failed with an exception");
            }
        }
    }

    private Deadline? NextDue()
    {
        lock (_gate)
        {
            while (!_ended)
            {
                if (_deadlines.Next is not { } next)
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                var wait = next.Due - MonotonicClock;
                if (wait > TimeSpan.Zero)
                {
                    Monitor.Wait(_gate, (int)Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 1, int.MaxValue));
                    continue;
                }

                _deadlines.Remove(next);
                if (next.Interval > TimeSpan.Zero)
                {
                    next.Due += next.Interval;
                    _deadlines.Add(next);
                }
                else
                {
                    next.Forget();
                }

                return next;
            }

            return null;
        }
    }
}

using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose time stands still until the test moves it; <c>akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"</c>.
/// One Advance fires what repeats once, however far it goes, and its next time is counted from the new now.
/// </summary>
public class TestScheduler : SchedulerBase
{
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _start;
    private List<Item> _items = [];
    private DateTimeOffset _now;
    private long _number;

    /// <summary>Initializes a new instance of the <see cref="TestScheduler"/> class.</summary>
    /// <param name="schedulerConfig">The whole configuration.</param>
    /// <param name="log">Where failures of delegates go.</param>
    public TestScheduler(Config schedulerConfig, ILoggingAdapter log)
        : base(schedulerConfig, log) => _now = _start = TimeProvider.System.GetUtcNow();

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => Now - _start;

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => Now - _start;

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    /// <summary>Moves the time on and fires what is due, in due order.</summary>
    /// <param name="offset">How far.</param>
    public void Advance(TimeSpan offset)
    {
        List<Item> due;
        lock (_lock)
        {
            _now += offset;
            due = [.. _items.Where(i => i.Due <= _now).OrderBy(i => i.Due).ThenBy(i => i.Number)];
            _items = [.. _items.Where(i => i.Due > _now && !i.IsCancelled)];
        }

        foreach (var item in due)
        {
            if (!item.IsCancelled)
                item.Action();
            if (item.Interval > TimeSpan.Zero && !item.IsCancelled)
                Add(item.Interval, item.Interval, item.Action, item.Cancelable);
        }
    }

    /// <summary>Moves the time on to a date and fires what is due.</summary>
    /// <param name="when">The date, not before now.</param>
    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < Now)
            throw new ArgumentException("You can't reverse time...", nameof(when));
        Advance(when - Now);
    }

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, TimeSpan.Zero, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Add(delay, TimeSpan.Zero, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, interval, action, cancelable);

    private void Add(TimeSpan delay, TimeSpan interval, Action action, ICancelable? cancelable)
    {
        lock (_lock)
            _items.Add(new Item(_now + delay, ++_number, interval, action, cancelable));
    }

    private sealed record Item(DateTimeOffset Due, long Number, TimeSpan Interval, Action Action, ICancelable? Cancelable)
    {
        public bool IsCancelled => Cancelable?.IsCancellationRequested ?? false;
    }
}

using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What every scheduler has in common; the configuration names the class, which takes these two arguments.</summary>
public abstract class SchedulerBase : IScheduler, IAdvancedScheduler
{
    /// <summary>Initializes a new instance of the <see cref="SchedulerBase"/> class.</summary>
    /// <param name="config">The whole configuration.</param>
    /// <param name="log">Where failures of delegates go.</param>
    protected SchedulerBase(Config config, ILoggingAdapter log)
    {
        SchedulerConfig = config;
        Log = log;
    }

    /// <inheritdoc/>
    public IAdvancedScheduler Advanced => this;

    /// <inheritdoc/>
    public DateTimeOffset Now => TimeNow;

    /// <inheritdoc/>
    public abstract TimeSpan MonotonicClock { get; }

    /// <inheritdoc/>
    public abstract TimeSpan HighResMonotonicClock { get; }

    /// <summary>Gets the whole configuration.</summary>
    protected Config SchedulerConfig { get; }

    /// <summary>Gets where failures of delegates go.</summary>
    protected ILoggingAdapter Log { get; }

    /// <summary>Gets the date and time.</summary>
    protected abstract DateTimeOffset TimeNow { get; }

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        InternalScheduleTellOnce(NotNegative(delay), receiver, message, sender, cancelable);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        InternalScheduleTellRepeatedly(NotNegative(initialDelay), Positive(interval), receiver, message, sender, cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        InternalScheduleOnce(NotNegative(delay), action, cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        InternalScheduleRepeatedly(NotNegative(initialDelay), Positive(interval), action, cancelable);

    /// <summary>Sends a message once.</summary>
    /// <param name="delay">When, 0 or more.</param>
    /// <param name="receiver">To whom.</param>
    /// <param name="message">What.</param>
    /// <param name="sender">In whose name.</param>
    /// <param name="cancelable">Takes it back; null for none.</param>
    protected abstract void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);

    /// <summary>Sends a message again and again.</summary>
    /// <param name="initialDelay">Before the first, 0 or more.</param>
    /// <param name="interval">Between two, more than 0.</param>
    /// <param name="receiver">To whom.</param>
    /// <param name="message">What.</param>
    /// <param name="sender">In whose name.</param>
    /// <param name="cancelable">Takes it back; null for none.</param>
    protected abstract void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);

    /// <summary>Runs a delegate once.</summary>
    /// <param name="delay">When, 0 or more.</param>
    /// <param name="action">What.</param>
    /// <param name="cancelable">Takes it back; null for none.</param>
    protected abstract void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Runs a delegate again and again.</summary>
    /// <param name="initialDelay">Before the first, 0 or more.</param>
    /// <param name="interval">Between two, more than 0.</param>
    /// <param name="action">What.</param>
    /// <param name="cancelable">Takes it back; null for none.</param>
    protected abstract void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);

    private static TimeSpan NotNegative(TimeSpan delay) => delay >= TimeSpan.Zero
        ? delay
        : throw new ArgumentOutOfRangeException(nameof(delay), delay, "The delay must be 0 or more.");

    private static TimeSpan Positive(TimeSpan interval) => interval > TimeSpan.Zero
        ? interval
        : throw new ArgumentOutOfRangeException(nameof(interval), interval, "The interval must be more than 0.");
}

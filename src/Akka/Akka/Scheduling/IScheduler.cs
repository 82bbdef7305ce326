namespace Akka.Actor;

/// <summary>The time of an actor system.</summary>
public interface ITimeProvider
{
    /// <summary>Gets the date and time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Gets the time since some start; never goes back.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>Gets the time since some start, as exactly as can be.</summary>
    TimeSpan HighResMonotonicClock { get; }
}

/// <summary>Sends messages later.</summary>
public interface ITellScheduler
{
    /// <summary>Sends a message once.</summary>
    /// <param name="delay">When.</param>
    /// <param name="receiver">To whom.</param>
    /// <param name="message">What.</param>
    /// <param name="sender">In whose name.</param>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Sends a message once, unless it is cancelled before.</summary>
    /// <param name="delay">When.</param>
    /// <param name="receiver">To whom.</param>
    /// <param name="message">What.</param>
    /// <param name="sender">In whose name.</param>
    /// <param name="cancelable">Takes it back; null for none.</param>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);

    /// <summary>Sends a message again and again.</summary>
    /// <param name="initialDelay">Before the first.</param>
    /// <param name="interval">Between two.</param>
    /// <param name="receiver">To whom.</param>
    /// <param name="message">What.</param>
    /// <param name="sender">In whose name.</param>
    void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Sends a message again and again until it is cancelled.</summary>
    /// <param name="initialDelay">Before the first.</param>
    /// <param name="interval">Between two.</param>
    /// <param name="receiver">To whom.</param>
    /// <param name="message">What.</param>
    /// <param name="sender">In whose name.</param>
    /// <param name="cancelable">Takes it back; null for none.</param>
    void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);
}

/// <summary>The scheduler of an actor system.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>Gets the part that runs delegates; to be used with care, they run outside of any actor.</summary>
    IAdvancedScheduler Advanced { get; }
}

/// <summary>Runs delegates later, outside of any actor.</summary>
public interface IActionScheduler
{
    /// <summary>Runs a delegate once, unless it is cancelled before.</summary>
    /// <param name="delay">When.</param>
    /// <param name="action">What.</param>
    /// <param name="cancelable">Takes it back; null for none.</param>
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Runs a delegate once.</summary>
    /// <param name="delay">When.</param>
    /// <param name="action">What.</param>
    void ScheduleOnce(TimeSpan delay, Action action);

    /// <summary>Runs a delegate again and again until it is cancelled.</summary>
    /// <param name="initialDelay">Before the first.</param>
    /// <param name="interval">Between two.</param>
    /// <param name="action">What.</param>
    /// <param name="cancelable">Takes it back; null for none.</param>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);

    /// <summary>Runs a delegate again and again.</summary>
    /// <param name="initialDelay">Before the first.</param>
    /// <param name="interval">Between two.</param>
    /// <param name="action">What.</param>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action);
}

/// <summary>Runs delegates later, outside of any actor.</summary>
public interface IAdvancedScheduler : IActionScheduler;

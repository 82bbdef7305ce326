namespace Akka.Actor;

/// <summary>An actor with timers of its own; a restart and its end cancel them all.</summary>
public interface IWithTimers
{
    /// <summary>Gets or sets the timers; set when the instance is made.</summary>
    ITimerScheduler Timers { get; set; }
}

/// <summary>Timers of one actor by key. A message of a timer that was cancelled or replaced is not delivered, even if it waits in the mailbox.</summary>
public interface ITimerScheduler
{
    /// <summary>Sends a message to the actor again and again.</summary>
    /// <param name="key">Names the timer; starting another with it cancels this one.</param>
    /// <param name="msg">The message.</param>
    /// <param name="interval">Between two of them, and before the first.</param>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <summary>Sends a message to the actor again and again.</summary>
    /// <param name="key">Names the timer; starting another with it cancels this one.</param>
    /// <param name="msg">The message.</param>
    /// <param name="initialDelay">Before the first.</param>
    /// <param name="interval">Between two of them.</param>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Sends a message to the actor once.</summary>
    /// <param name="key">Names the timer; starting another with it cancels this one.</param>
    /// <param name="msg">The message.</param>
    /// <param name="timeout">When.</param>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>Whether a timer runs.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>False before it is started, after its only message and after it is cancelled.</returns>
    bool IsTimerActive(object key);

    /// <summary>Cancels a timer.</summary>
    /// <param name="key">Its name.</param>
    void Cancel(object key);

    /// <summary>Cancels all timers.</summary>
    void CancelAll();
}

using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>What of the actor system a dispatcher needs.</summary>
public interface IDispatcherPrerequisites
{
    /// <summary>Gets the event stream.</summary>
    EventStream EventStream { get; }

    /// <summary>Gets the scheduler.</summary>
    IScheduler Scheduler { get; }

    /// <summary>Gets the settings.</summary>
    Settings Settings { get; }

    /// <summary>Gets the mailboxes.</summary>
    Mailboxes Mailboxes { get; }
}

/// <summary>What of the actor system a dispatcher needs.</summary>
/// <param name="eventStream">The event stream.</param>
/// <param name="scheduler">The scheduler.</param>
/// <param name="settings">The settings.</param>
/// <param name="mailboxes">The mailboxes.</param>
public sealed class DefaultDispatcherPrerequisites(EventStream eventStream, IScheduler scheduler, Settings settings, Mailboxes mailboxes)
    : IDispatcherPrerequisites
{
    /// <inheritdoc/>
    public EventStream EventStream { get; } = eventStream;

    /// <inheritdoc/>
    public IScheduler Scheduler { get; } = scheduler;

    /// <inheritdoc/>
    public Settings Settings { get; } = settings;

    /// <inheritdoc/>
    public Mailboxes Mailboxes { get; } = mailboxes;
}

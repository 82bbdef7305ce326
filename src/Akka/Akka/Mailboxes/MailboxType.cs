using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>Makes the queues of one kind of mailbox.</summary>
/// <param name="settings">The actor system's settings.</param>
/// <param name="config">The mailbox's own configuration.</param>
public abstract class MailboxType(Settings settings, Config config)
{
    /// <summary>Gets the actor system's settings.</summary>
    protected Settings Settings { get; } = settings;

    /// <summary>Gets the mailbox's own configuration.</summary>
    protected Config Config { get; } = config;

    /// <summary>Makes a queue for one actor.</summary>
    /// <param name="owner">The actor.</param>
    /// <param name="system">Its system.</param>
    /// <returns>The queue.</returns>
    public abstract IMessageQueue Create(IActorRef owner, ActorSystem system);
}

/// <summary>First in, first out, without a bound: the default.</summary>
/// <param name="settings">The actor system's settings.</param>
/// <param name="config">The mailbox's own configuration.</param>
public sealed class UnboundedMailbox(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<UnboundedMessageQueue>
{
    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedMessageQueue();
}

/// <summary>The mailbox of actors with a stash.</summary>
/// <param name="settings">The actor system's settings.</param>
/// <param name="config">The mailbox's own configuration.</param>
public sealed class UnboundedDequeBasedMailbox(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<UnboundedDequeMessageQueue>
{
    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedDequeMessageQueue();
}

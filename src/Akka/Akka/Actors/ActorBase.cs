using Akka.Event;

namespace Akka.Actor;

/// <summary>An actor: one message at a time, state nobody else touches.</summary>
public abstract partial class ActorBase
{
    private readonly IActorRef? _self;
    private bool _cleared;

    /// <summary>Initializes a new instance of the <see cref="ActorBase"/> class, inside a cell only.</summary>
    /// <exception cref="ActorInitializationException">It was called with <c>new</c> instead of through Props.</exception>
    protected ActorBase()
    {
        var cell = ActorCell.Current
            ?? throw new ActorInitializationException("Do not create actors using 'new', always create them using an ActorContext/System");
        _self = cell.Self;
        cell.Become(Receive);
    }

    /// <summary>Gets the context of the message at hand.</summary>
    /// <exception cref="NotSupportedException">No message is at hand: after an await, or on another thread.</exception>
    protected static IActorContext Context => ActorCell.Current
        ?? throw new NotSupportedException("There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>Gets this actor.</summary>
    /// <exception cref="NotSupportedException">No message is at hand.</exception>
    protected IActorRef Self => _cleared ? _self! : Context.Self;

    /// <summary>Gets who sent the message at hand; dead letters if nobody.</summary>
    /// <exception cref="NotSupportedException">No message is at hand.</exception>
    protected IActorRef Sender => Context.Sender;

    /// <summary>How this actor treats its children's failures.</summary>
    /// <returns>The strategy.</returns>
    protected virtual SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Wraps the behaviour: every message passes here.</summary>
    /// <param name="receive">The behaviour.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was handled.</returns>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (receive(message))
            return true;
        Unhandled(message);
        return false;
    }

    /// <summary>The behaviour the actor starts with.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was handled.</returns>
    protected abstract bool Receive(object message);

    /// <summary>Publishes <see cref="UnhandledMessage"/>; a <see cref="Terminated"/> throws instead.</summary>
    /// <param name="message">The message nobody knew.</param>
    /// <exception cref="DeathPactException">A watched actor ended and nobody handled it.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Replaces the behaviour.</summary>
    /// <param name="receive">The new one.</param>
    protected void Become(Receive receive) => Context.Become(receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    /// <param name="receive">The new one.</param>
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    /// <summary>Takes the top behaviour off.</summary>
    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Asks for a <see cref="ReceiveTimeout"/> when nothing comes in for a time.</summary>
    /// <param name="timeout">The time; null to stop asking.</param>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    internal SupervisorStrategy OwnStrategy() => SupervisorStrategy();

    internal void Clear() => _cleared = true;
}

using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>A message of the kernel's own; it overtakes user messages.</summary>
public interface ISystemMessage : INoSerializationVerificationNeeded;

/// <summary>A link in a mailbox's list of system messages; one instance is in one list only.</summary>
public abstract class SystemMessage : ISystemMessage
{
    internal SystemMessage? Next { get; set; }

    // While the actor waits for its supervisor's word, these wait with it.
    internal virtual bool WaitsWhenFailed => false;

    internal virtual bool WaitsForChildren => false;
}

/// <summary>The end mark of a closed list: nothing may be put behind it.</summary>
internal sealed class NoMessage : SystemMessage;

internal sealed class Create(ActorInitializationException? failure) : SystemMessage
{
    public ActorInitializationException? Failure { get; } = failure;
}

internal sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;

    internal override bool WaitsForChildren => true;
}

internal sealed class Suspend : SystemMessage
{
    internal override bool WaitsForChildren => true;
}

internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    public Exception? CausedByFailure { get; } = causedByFailure;

    internal override bool WaitsForChildren => true;
}

internal sealed class Terminate : SystemMessage, Akka.Event.IDeadLetterSuppression;

internal sealed class StopChild(IActorRef child) : SystemMessage
{
    public IActorRef Child { get; } = child;
}

internal sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;
}

internal sealed class Unwatch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;
}

internal sealed class Failed(IActorRef child, Exception cause, long uid) : SystemMessage
{
    public IActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;

    public long Uid { get; } = uid;

    internal override bool WaitsWhenFailed => true;

    internal override bool WaitsForChildren => true;
}

internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed, bool addressTerminated)
    : SystemMessage, Akka.Event.IDeadLetterSuppression
{
    public IActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public bool AddressTerminated { get; } = addressTerminated;
}

/// <summary>A piece of an actor's asynchronous handler that wants the actor's turn.</summary>
internal sealed class ActorTaskSchedulerMessage(Action run, object? message, IActorRef? sender) : SystemMessage
{
    public Action Run { get; } = run;

    public object? Message { get; } = message;

    public IActorRef? Sender { get; } = sender;
}

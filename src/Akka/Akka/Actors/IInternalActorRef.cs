using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Whether a reference points into this process.</summary>
public interface IActorRefScope
{
    /// <summary>Gets a value indicating whether the actor lives in this process.</summary>
    bool IsLocal { get; }
}

/// <summary>What the kernel itself may do with a reference. Not for application code.</summary>
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    /// <summary>Gets the supervisor.</summary>
    IInternalActorRef Parent { get; }

    /// <summary>Gets the provider that made the reference.</summary>
    IActorRefProvider Provider { get; }

    /// <summary>Gets a value indicating whether the actor has ended. May be stale the moment it is read.</summary>
    bool IsTerminated { get; }

    /// <summary>Finds a descendant by its names, ".." included.</summary>
    /// <param name="name">Path elements below this actor.</param>
    /// <returns>The descendant, or Nobody.</returns>
    IActorRef GetChild(IReadOnlyList<string> name);

    /// <summary>Lets a suspended actor go on.</summary>
    /// <param name="causedByFailure">The failure it is resumed after; null when only its suspension ends.</param>
    void Resume(Exception? causedByFailure = null);

    /// <summary>Attaches the actor to its dispatcher.</summary>
    void Start();

    /// <summary>Ends the actor after its current message.</summary>
    void Stop();

    /// <summary>Replaces the actor's instance.</summary>
    /// <param name="cause">Why.</param>
    void Restart(Exception cause);

    /// <summary>Keeps the actor from user messages until it is resumed.</summary>
    void Suspend();

    /// <summary>Sends a message that overtakes user messages.</summary>
    /// <param name="message">The message.</param>
    void SendSystemMessage(ISystemMessage message);
}

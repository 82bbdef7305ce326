using Akka.Event;

namespace Akka.Actor;

/// <summary>A message the cell answers before the actor's behaviour sees it.</summary>
public interface IAutoReceivedMessage;

/// <summary>A message one should not send to strangers: it can end or cheat them.</summary>
public interface IPossiblyHarmful;

/// <summary>A message that must not, or need not, be serialised.</summary>
public interface INoSerializationVerificationNeeded;

/// <summary>A message that does not restart the receive timeout.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>Command: end after the messages before this one.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill() { }

    /// <summary>Gets the only one.</summary>
    public static PoisonPill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<PoisonPill>";
}

/// <summary>Command: fail with <see cref="ActorKilledException"/>.</summary>
public sealed class Kill : IAutoReceivedMessage, IPossiblyHarmful
{
    private Kill() { }

    /// <summary>Gets the only one.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<Kill>";
}

/// <summary>Query: who are you? Answered by every living actor with <see cref="ActorIdentity"/>.</summary>
/// <param name="messageId">Comes back in the answer.</param>
public sealed class Identify(object? messageId) : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>Gets what comes back in the answer.</summary>
    public object? MessageId { get; } = messageId;

    /// <inheritdoc/>
    public override string ToString() => $"<Identify>: {MessageId}";
}

/// <summary>Answer to <see cref="Identify"/>.</summary>
/// <param name="messageId">What the query carried.</param>
/// <param name="subject">The actor; null if there is none at that path.</param>
public sealed class ActorIdentity(object? messageId, IActorRef? subject)
{
    /// <summary>Gets what the query carried.</summary>
    public object? MessageId { get; } = messageId;

    /// <summary>Gets the actor; null if there is none at that path.</summary>
    public IActorRef? Subject { get; } = subject;

    /// <inheritdoc/>
    public override string ToString() => $"<ActorIdentity>: {MessageId} - {Subject}";
}

/// <summary>Event: nothing came in for the time set by SetReceiveTimeout.</summary>
public sealed class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout() { }

    /// <summary>Gets the only one.</summary>
    public static ReceiveTimeout Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<ReceiveTimeout>";
}

using Akka.Actor;

namespace Akka.TestKit;

/// <summary>What a test actor got.</summary>
public abstract class MessageEnvelope
{
    /// <summary>Gets the message.</summary>
    public abstract object Message { get; }

    /// <summary>Gets who sent it.</summary>
    public abstract IActorRef Sender { get; }
}

/// <summary>Nothing.</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    private NullMessageEnvelope()
    {
    }

    /// <summary>Gets the only one.</summary>
    public static NullMessageEnvelope Instance { get; } = new();

    /// <inheritdoc/>
    public override object Message => null!;

    /// <inheritdoc/>
    public override IActorRef Sender => ActorRefs.NoSender;

    /// <inheritdoc/>
    public override string ToString() => "<null>";
}

/// <summary>A message with its sender.</summary>
/// <param name="message">The message.</param>
/// <param name="sender">Who sent it.</param>
public sealed class RealMessageEnvelope(object message, IActorRef sender) : MessageEnvelope
{
    /// <inheritdoc/>
    public override object Message { get; } = message;

    /// <inheritdoc/>
    public override IActorRef Sender { get; } = sender;

    /// <inheritdoc/>
    public override string ToString() => $"<{Message}> from {Sender}";
}

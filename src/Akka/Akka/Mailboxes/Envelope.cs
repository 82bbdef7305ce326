namespace Akka.Actor;

/// <summary>A message on its way, with who sent it.</summary>
public readonly record struct Envelope
{
    /// <summary>Initializes a new instance of the <see cref="Envelope"/> struct.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it; null for nobody.</param>
    public Envelope(object message, IActorRef? sender)
    {
        Message = message;
        Sender = sender!;
    }

    /// <summary>Initializes a new instance of the <see cref="Envelope"/> struct.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it; null for nobody.</param>
    /// <param name="system">Its dead letters stand in for nobody.</param>
    public Envelope(object message, IActorRef? sender, ActorSystem system)
        : this(message, sender ?? system.DeadLetters)
    {
    }

    /// <summary>Gets the message.</summary>
    public object Message { get; }

    /// <summary>Gets who sent it; null for nobody.</summary>
    public IActorRef Sender { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{Message}> from {Sender?.ToString() ?? "NoSender"}";
}

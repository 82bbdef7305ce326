using Akka.Event;

namespace Akka.Actor;

/// <summary>Event: a watched actor has ended.</summary>
public sealed class Terminated : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded
{
    /// <summary>Initializes a new instance of the <see cref="Terminated"/> class.</summary>
    /// <param name="actorRef">The one that ended.</param>
    /// <param name="existenceConfirmed">Whether it is known to have lived.</param>
    /// <param name="addressTerminated">Whether it was its whole node that ended.</param>
    public Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    {
        ActorRef = actorRef;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    /// <summary>Gets the one that ended.</summary>
    public IActorRef ActorRef { get; }

    /// <summary>Gets a value indicating whether it is known to have lived.</summary>
    public bool ExistenceConfirmed { get; }

    /// <summary>Gets a value indicating whether its whole node ended; never in one process.</summary>
    public bool AddressTerminated { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}

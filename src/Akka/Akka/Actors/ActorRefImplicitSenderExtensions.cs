namespace Akka.Actor;

/// <summary>Tell and Forward that take the sender from the actor they run in.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends a message from the current actor; outside an actor, from nobody.</summary>
    /// <param name="receiver">Who gets it.</param>
    /// <param name="message">The message.</param>
    public static void Tell(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.GetCurrentSelfOrNoSender());

    /// <summary>Sends a message on in the name of the one who sent the current one.</summary>
    /// <param name="receiver">Who gets it.</param>
    /// <param name="message">The message.</param>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.GetCurrentSenderOrNoSender());
}

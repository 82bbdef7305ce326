namespace Akka.Actor;

/// <summary>Anything a message can be told to.</summary>
public interface ICanTell
{
    /// <summary>Sends a message and forgets it.</summary>
    /// <param name="message">The message; never null.</param>
    /// <param name="sender">Who an answer goes to; null for nobody.</param>
    void Tell(object message, IActorRef? sender);
}

using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>Where user messages wait. Many threads put in, one takes out.</summary>
public interface IMessageQueue
{
    /// <summary>Gets a value indicating whether a message waits.</summary>
    bool HasMessages { get; }

    /// <summary>Gets the number of waiting messages. An estimate while others send.</summary>
    int Count { get; }

    /// <summary>Puts a message in.</summary>
    /// <param name="receiver">Whose queue it is.</param>
    /// <param name="envelope">The message.</param>
    void Enqueue(IActorRef receiver, Envelope envelope);

    /// <summary>Takes the oldest message out.</summary>
    /// <param name="envelope">The message, if there is one.</param>
    /// <returns>Whether there was one.</returns>
    bool TryDequeue(out Envelope envelope);

    /// <summary>Moves what is left to dead letters, when the actor ends.</summary>
    /// <param name="owner">Whose queue it was.</param>
    /// <param name="deadletters">Where the rest goes.</param>
    void CleanUp(IActorRef owner, IMessageQueue deadletters);
}

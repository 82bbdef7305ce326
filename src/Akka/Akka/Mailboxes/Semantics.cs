using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>A queue with a front door for stashed messages.</summary>
public interface IDequeBasedMessageQueueSemantics
{
    /// <summary>Puts a message before all others. Only the actor itself may.</summary>
    /// <param name="envelope">The message.</param>
    void EnqueueFirst(Envelope envelope);
}

/// <summary>A queue without a bound.</summary>
public interface IUnboundedMessageQueueSemantics;

/// <summary>A queue with a front door and without a bound.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics;

/// <summary>An actor that needs a mailbox of that kind.</summary>
/// <typeparam name="T">The kind, one of the semantics interfaces.</typeparam>
public interface IRequiresMessageQueue<T>;

/// <summary>A mailbox type that makes queues of that kind.</summary>
/// <typeparam name="TQueue">The queue.</typeparam>
public interface IProducesMessageQueue<TQueue>
    where TQueue : MessageQueues.IMessageQueue;

using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>First in, first out, with a front door that only the actor's own turn uses.</summary>
public class UnboundedDequeMessageQueue : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly SegmentedQueue _queue = new();
    private readonly Stack<Envelope> _front = new();

    /// <inheritdoc/>
    public bool HasMessages => _front.Count > 0 || _queue.HasItems;

    /// <inheritdoc/>
    public int Count => _front.Count + _queue.Count;

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope) => _queue.Enqueue(envelope.Message, envelope.Sender);

    /// <inheritdoc/>
    public void EnqueueFirst(Envelope envelope) => _front.Push(envelope);

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope) => _front.TryPop(out envelope) || _queue.TryDequeue(out envelope);

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }
}

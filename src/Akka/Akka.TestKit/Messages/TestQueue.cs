using System.Collections.Concurrent;

namespace Akka.TestKit;

/// <summary>What a test actor got and the test has not yet looked at.</summary>
internal sealed class TestQueue
{
    private readonly ConcurrentQueue<MessageEnvelope> _queue = new();
    private readonly SemaphoreSlim _count = new(0);

    public int Count => _queue.Count;

    public void Enqueue(MessageEnvelope envelope)
    {
        _queue.Enqueue(envelope);
        _count.Release();
    }

    public MessageEnvelope? TryTake(TimeSpan timeout, CancellationToken cancellationToken) =>
        _count.Wait(timeout, cancellationToken) ? Take() : null;

    public async ValueTask<MessageEnvelope?> TryTakeAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        await _count.WaitAsync(timeout, cancellationToken).ConfigureAwait(false) ? Take() : null;

    private MessageEnvelope Take()
    {
        _queue.TryDequeue(out var envelope);
        return envelope!;
    }
}

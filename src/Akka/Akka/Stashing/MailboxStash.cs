using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>A stash that puts messages back at the front door of the actor's mailbox.</summary>
internal sealed class MailboxStash : IStash
{
    private readonly ActorCell _cell;
    private readonly IDequeBasedMessageQueueSemantics _mailbox;
    private readonly LinkedList<Envelope> _stash = new();
    private long _lastStashed = -1;

    public MailboxStash(ActorCell cell)
    {
        _cell = cell;
        _mailbox = cell.Mailbox.MessageQueue as IDequeBasedMessageQueueSemantics
            ?? throw new NotSupportedException($"DequeBasedMailbox required, got: {cell.Mailbox.MessageQueue.GetType().Name}. An (unbounded) deque-based mailbox can be configured as follows: my-custom-mailbox {{ mailbox-type = \"Akka.Dispatch.UnboundedDequeBasedMailbox\" }}");
    }

    public bool IsEmpty => _stash.Count == 0;

    public bool NonEmpty => _stash.Count > 0;

    public bool IsFull => false;

    public int Count => _stash.Count;

    public int Capacity => -1;

    public void Stash()
    {
        var message = _cell.CurrentMessage
            ?? throw new IllegalActorStateException("There is no message to stash: no message is being handled.");
        if (_cell.EnvelopeNumber == _lastStashed)
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        _lastStashed = _cell.EnvelopeNumber;
        _stash.AddLast(new Envelope(message, _cell.CurrentSender));
    }

    public void Unstash()
    {
        if (_stash.First is not { Value: var oldest })
            return;
        _stash.RemoveFirst();
        _mailbox.EnqueueFirst(oldest);
    }

    public void UnstashAll() => UnstashAll(_ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        // From the newest to the oldest, each at the front: the oldest comes out first.
        for (var node = _stash.Last; node is not null; node = node.Previous)
        {
            if (predicate(node.Value))
                _mailbox.EnqueueFirst(node.Value);
        }

        _stash.Clear();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var all = _stash.ToList();
        _stash.Clear();
        return all;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse())
            _stash.AddFirst(envelope);
    }
}

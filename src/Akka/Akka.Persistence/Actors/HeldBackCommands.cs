using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Persistence;

/// <summary>
/// Commands that came during a recovery or a write, in their order. It has no bound of its own: what it holds would else lie in the
/// mailbox.
/// </summary>
internal sealed class HeldBackCommands(ActorCell cell)
{
    private readonly LinkedList<Envelope> _commands = new();

    private IDequeBasedMessageQueueSemantics Mailbox =>
        cell.Mailbox.MessageQueue as IDequeBasedMessageQueueSemantics
        ?? throw new NotSupportedException($"A persistent actor needs a deque-based mailbox, not {cell.Mailbox.MessageQueue.GetType().Name}.");

    /// <summary>Holds the command at hand back.</summary>
    public void Stash() => _ = _commands.AddLast(new Envelope(cell.CurrentMessage!, cell.CurrentSender));

    /// <summary>Puts the oldest before all that wait in the mailbox.</summary>
    public void Unstash()
    {
        if (_commands.First is not { Value: var oldest })
            return;
        _commands.RemoveFirst();
        Mailbox.EnqueueFirst(oldest);
    }

    /// <summary>Puts all before those that wait in the mailbox, the oldest first.</summary>
    public void UnstashAll()
    {
        for (var node = _commands.Last; node is not null; node = node.Previous)
            Mailbox.EnqueueFirst(node.Value);
        _commands.Clear();
    }

    /// <summary>Puts older ones before those held back already.</summary>
    public void Prepend(IEnumerable<Envelope> older)
    {
        foreach (var envelope in older.Reverse())
            _ = _commands.AddFirst(envelope);
    }
}

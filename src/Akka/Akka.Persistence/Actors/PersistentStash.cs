using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// The actor's own stash. What it gives back goes before the commands held back during a write, not before the mailbox: those are
/// younger, and come one by one.
/// </summary>
internal sealed class PersistentStash(IStash own, HeldBackCommands heldBack) : IStash
{
    public bool IsEmpty => own.IsEmpty;

    public bool NonEmpty => own.NonEmpty;

    public bool IsFull => own.IsFull;

    public int Count => own.Count;

    public int Capacity => own.Capacity;

    public void Stash() => own.Stash();

    public void Unstash()
    {
        var all = own.ClearStash().ToList();
        own.Prepend(all.Skip(1));
        heldBack.Prepend(all.Take(1));
    }

    public void UnstashAll() => heldBack.Prepend(own.ClearStash());

    public void UnstashAll(Func<Envelope, bool> predicate) => heldBack.Prepend(own.ClearStash().Where(predicate));

    public IEnumerable<Envelope> ClearStash() => own.ClearStash();

    public void Prepend(IEnumerable<Envelope> envelopes) => own.Prepend(envelopes);
}

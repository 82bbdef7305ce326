using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>What all journals share.</summary>
public abstract class WriteJournalBase : ActorBase
{
    /// <summary>The writes among what an actor sent; what it only deferred is left out.</summary>
    /// <param name="resequenceables">In order.</param>
    protected IEnumerable<AtomicWrite> PreparePersistentBatch(IEnumerable<IPersistentEnvelope> resequenceables) =>
        resequenceables.OfType<AtomicWrite>();
}

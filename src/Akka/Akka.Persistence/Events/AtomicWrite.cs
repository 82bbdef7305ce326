using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Events of one actor of which a journal stores all or none.</summary>
public sealed class AtomicWrite : IPersistentEnvelope, IPersistenceMessage
{
    /// <summary>Makes a write of one event.</summary>
    /// <param name="event">The event.</param>
    public AtomicWrite(IPersistentRepresentation @event)
        : this(ImmutableArray.Create(@event))
    {
    }

    /// <summary>Makes a write of several events.</summary>
    /// <param name="payload">At least one, all of the same actor, in order.</param>
    /// <exception cref="ArgumentException">It is empty, or of more than one actor.</exception>
    public AtomicWrite(IImmutableList<IPersistentRepresentation> payload)
    {
        if (payload is not { Count: > 0 })
            throw new ArgumentException("A write of no events.", nameof(payload));
        var first = payload[0];
        for (var i = 1; i < payload.Count; i++)
        {
            if (payload[i].PersistenceId != first.PersistenceId)
                throw new ArgumentException($"A write of two actors, {first.PersistenceId} and {payload[i].PersistenceId}.", nameof(payload));
        }
        Payload = payload;
        Size = payload.Count;
        Sender = first.Sender;
        PersistenceId = first.PersistenceId;
        LowestSequenceNr = first.SequenceNr;
        HighestSequenceNr = payload[^1].SequenceNr;
    }

    /// <summary>Gets the events, an <see cref="IImmutableList{T}"/> of <see cref="IPersistentRepresentation"/>.</summary>
    public object Payload { get; }

    /// <inheritdoc />
    public IActorRef? Sender { get; }

    /// <inheritdoc />
    public int Size { get; }

    /// <summary>Gets whose events they are.</summary>
    public string PersistenceId { get; }

    /// <summary>Gets the number of the first.</summary>
    public long LowestSequenceNr { get; }

    /// <summary>Gets the number of the last.</summary>
    public long HighestSequenceNr { get; }

    /// <inheritdoc />
    public override string ToString() => $"AtomicWrite<pid: {PersistenceId}, lowSeqNr: {LowestSequenceNr}, highSeqNr: {HighestSequenceNr}>";
}

/// <summary>What is handed back after all writes before it, and never stored.</summary>
internal sealed class NonPersistentMessage(object payload, IActorRef? sender) : IPersistentEnvelope
{
    public object Payload => payload;

    public IActorRef? Sender => sender;

    public int Size => 1;
}

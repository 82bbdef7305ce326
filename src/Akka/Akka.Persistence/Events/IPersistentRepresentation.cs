using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A message of the persistence protocol.</summary>
public interface IPersistenceMessage;

/// <summary>What a journal writes in one go.</summary>
public interface IPersistentEnvelope
{
    /// <summary>Gets the event, or the events of an <see cref="AtomicWrite"/>.</summary>
    object Payload { get; }

    /// <summary>Gets the sender of the command that led to it.</summary>
    IActorRef? Sender { get; }

    /// <summary>Gets how many events it holds.</summary>
    int Size { get; }
}

/// <summary>One event with what the journal knows about it.</summary>
public interface IPersistentRepresentation : IPersistenceMessage
{
    /// <summary>Gets the event.</summary>
    object Payload { get; }

    /// <summary>Gets the manifest that the journal stored; empty when there is none.</summary>
    string Manifest { get; }

    /// <summary>Gets the id of the persistent actor.</summary>
    string PersistenceId { get; }

    /// <summary>Gets the event's number, from 1 without gaps.</summary>
    long SequenceNr { get; }

    /// <summary>Gets what tells one writer from another.</summary>
    string WriterGuid { get; }

    /// <summary>Gets when it was written, in UTC ticks; 0 when that is not known.</summary>
    long Timestamp { get; }

    /// <summary>Gets a value indicating whether the event was deleted.</summary>
    bool IsDeleted { get; }

    /// <summary>Gets the sender of the command that led to it; not stored.</summary>
    IActorRef? Sender { get; }

    /// <summary>The same with another event.</summary>
    /// <param name="payload">The event.</param>
    IPersistentRepresentation WithPayload(object payload);

    /// <summary>The same with another manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    IPersistentRepresentation WithManifest(string manifest);

    /// <summary>The same with another time.</summary>
    /// <param name="newTimestamp">UTC ticks.</param>
    IPersistentRepresentation WithTimestamp(long newTimestamp);

    /// <summary>The same event with other circumstances.</summary>
    /// <param name="sequenceNr">Its number.</param>
    /// <param name="persistenceId">Whose it is.</param>
    /// <param name="isDeleted">Whether it was deleted.</param>
    /// <param name="sender">Who sent the command.</param>
    /// <param name="writerGuid">Who wrote it.</param>
    IPersistentRepresentation Update(long sequenceNr, string persistenceId, bool isDeleted, IActorRef? sender, string writerGuid);
}

using Akka.Actor;

namespace Akka.Persistence;

/// <summary>One event with what the journal knows about it.</summary>
/// <param name="payload">The event.</param>
/// <param name="sequenceNr">Its number, from 1.</param>
/// <param name="persistenceId">Whose it is; empty when null.</param>
/// <param name="manifest">What the journal stored to read it again; empty when null.</param>
/// <param name="isDeleted">Whether it was deleted.</param>
/// <param name="sender">Who sent the command; not stored.</param>
/// <param name="writerGuid">Who wrote it; empty when null.</param>
/// <param name="timestamp">UTC ticks; 0 leaves it to the journal.</param>
public class Persistent(
    object payload,
    long sequenceNr = 0L,
    string? persistenceId = null,
    string? manifest = null,
    bool isDeleted = false,
    IActorRef? sender = null,
    string? writerGuid = null,
    long timestamp = 0) : IPersistentRepresentation, IEquatable<IPersistentRepresentation>
{
    /// <summary>Stands for a text that is not known.</summary>
    public static readonly string Undefined = string.Empty;

    /// <inheritdoc />
    public object Payload { get; } = payload;

    /// <inheritdoc />
    public string Manifest { get; } = manifest ?? Undefined;

    /// <inheritdoc />
    public string PersistenceId { get; } = persistenceId ?? Undefined;

    /// <inheritdoc />
    public long SequenceNr { get; } = sequenceNr;

    /// <inheritdoc />
    public string WriterGuid { get; } = writerGuid ?? Undefined;

    /// <inheritdoc />
    public long Timestamp { get; } = timestamp;

    /// <inheritdoc />
    public bool IsDeleted { get; } = isDeleted;

    /// <inheritdoc />
    public IActorRef? Sender { get; } = sender;

    /// <inheritdoc />
    public IPersistentRepresentation WithPayload(object payload) =>
        new Persistent(payload, SequenceNr, PersistenceId, Manifest, IsDeleted, Sender, WriterGuid, Timestamp);

    /// <inheritdoc />
    public IPersistentRepresentation WithManifest(string manifest) =>
        manifest == Manifest ? this : new Persistent(Payload, SequenceNr, PersistenceId, manifest, IsDeleted, Sender, WriterGuid, Timestamp);

    /// <inheritdoc />
    public IPersistentRepresentation WithTimestamp(long newTimestamp) =>
        newTimestamp == Timestamp ? this : new Persistent(Payload, SequenceNr, PersistenceId, Manifest, IsDeleted, Sender, WriterGuid, newTimestamp);

    /// <inheritdoc />
    public IPersistentRepresentation Update(long sequenceNr, string persistenceId, bool isDeleted, IActorRef? sender, string writerGuid) =>
        new Persistent(Payload, sequenceNr, persistenceId, Manifest, isDeleted, sender, writerGuid, Timestamp);

    /// <inheritdoc />
    public bool Equals(IPersistentRepresentation? other) =>
        other is not null && (ReferenceEquals(this, other) || (
            Equals(Payload, other.Payload) && SequenceNr == other.SequenceNr && PersistenceId == other.PersistenceId
            && Manifest == other.Manifest && IsDeleted == other.IsDeleted && WriterGuid == other.WriterGuid
            && Equals(Sender, other.Sender)));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is IPersistentRepresentation other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Payload, PersistenceId, SequenceNr, Manifest, IsDeleted, WriterGuid);

    /// <inheritdoc />
    public override string ToString() => $"Persistent<pid: {PersistenceId}, seqNr: {SequenceNr}, payload: {Payload}>";
}

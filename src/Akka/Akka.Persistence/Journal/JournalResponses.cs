namespace Akka.Persistence;

/// <summary>Event, journal to actor: one event was stored.</summary>
/// <param name="persistent">The event.</param>
/// <param name="actorInstanceId">The incarnation that wrote it.</param>
public sealed class WriteMessageSuccess(IPersistentRepresentation persistent, int actorInstanceId) : IJournalResponse
{
    /// <summary>Gets the event.</summary>
    public IPersistentRepresentation Persistent { get; } = persistent;

    /// <summary>Gets the incarnation that wrote it.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}

/// <summary>Event, journal to actor: one event was not stored and never will be, though the journal is well.</summary>
/// <param name="persistent">The event.</param>
/// <param name="cause">Why, mostly that it cannot be serialized.</param>
/// <param name="actorInstanceId">The incarnation that wrote it.</param>
public sealed class WriteMessageRejected(IPersistentRepresentation persistent, Exception cause, int actorInstanceId)
    : IJournalResponse, Akka.Actor.INoSerializationVerificationNeeded
{
    /// <summary>Gets the event.</summary>
    public IPersistentRepresentation Persistent { get; } = persistent;

    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;

    /// <summary>Gets the incarnation that wrote it.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}

/// <summary>Event, journal to actor: nobody can tell whether the event was stored.</summary>
/// <param name="persistent">The event.</param>
/// <param name="cause">Why.</param>
/// <param name="actorInstanceId">The incarnation that wrote it.</param>
public sealed class WriteMessageFailure(IPersistentRepresentation persistent, Exception cause, int actorInstanceId) : IJournalResponse
{
    /// <summary>Gets the event.</summary>
    public IPersistentRepresentation Persistent { get; } = persistent;

    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;

    /// <summary>Gets the incarnation that wrote it.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}

/// <summary>Event, journal to actor: a whole <see cref="WriteMessages"/> was stored; its events follow one by one.</summary>
public sealed class WriteMessagesSuccessful : IJournalResponse
{
    /// <summary>The only one.</summary>
    public static readonly WriteMessagesSuccessful Instance = new();

    private WriteMessagesSuccessful()
    {
    }
}

/// <summary>Event, journal to actor: a whole <see cref="WriteMessages"/> failed; its events follow one by one.</summary>
/// <param name="cause">Why.</param>
/// <param name="writeCount">How many writes failed.</param>
public sealed class WriteMessagesFailed(Exception cause, int writeCount) : IJournalResponse
{
    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;

    /// <summary>Gets how many writes failed.</summary>
    public int WriteCount { get; } = writeCount;
}

/// <summary>Event, journal to actor: what was deferred comes back behind the writes before it.</summary>
/// <param name="message">What was deferred.</param>
/// <param name="actorInstanceId">The incarnation that deferred it.</param>
public sealed class LoopMessageSuccess(object message, int actorInstanceId) : IJournalResponse
{
    /// <summary>Gets what was deferred.</summary>
    public object Message { get; } = message;

    /// <summary>Gets the incarnation that deferred it.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}

/// <summary>Event, journal to actor: one event of a replay.</summary>
/// <param name="persistent">The event.</param>
public sealed class ReplayedMessage(IPersistentRepresentation persistent) : IJournalResponse
{
    /// <summary>Gets the event.</summary>
    public IPersistentRepresentation Persistent { get; } = persistent;
}

/// <summary>Event, journal to actor: the replay is over.</summary>
/// <param name="highestSequenceNr">The highest number that the journal gave, deleted ones included.</param>
public sealed class RecoverySuccess(long highestSequenceNr) : IJournalResponse
{
    /// <summary>Gets the highest number that the journal gave.</summary>
    public long HighestSequenceNr { get; } = highestSequenceNr;
}

/// <summary>Event, journal to actor: the replay failed.</summary>
/// <param name="cause">Why.</param>
public sealed class ReplayMessagesFailure(Exception cause) : IJournalResponse
{
    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;
}

/// <summary>Event, journal to actor: the events up to a number were deleted.</summary>
/// <param name="toSequenceNr">The last, included.</param>
public sealed class DeleteMessagesSuccess(long toSequenceNr) : IJournalResponse, IEquatable<DeleteMessagesSuccess>
{
    /// <summary>Gets the last number, included.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;

    /// <inheritdoc />
    public bool Equals(DeleteMessagesSuccess? other) => other is not null && ToSequenceNr == other.ToSequenceNr;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DeleteMessagesSuccess);

    /// <inheritdoc />
    public override int GetHashCode() => ToSequenceNr.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => $"DeleteMessagesSuccess<toSequenceNr: {ToSequenceNr}>";
}

/// <summary>Event, journal to actor: a deletion failed; part of it may have happened.</summary>
/// <param name="cause">Why.</param>
/// <param name="toSequenceNr">The last, included.</param>
public sealed class DeleteMessagesFailure(Exception cause, long toSequenceNr) : IJournalResponse
{
    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;

    /// <summary>Gets the last number, included.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;

    /// <inheritdoc />
    public override string ToString() => $"DeleteMessagesFailure<toSequenceNr: {ToSequenceNr}, cause: {Cause.Message}>";
}

using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A message to or from a journal.</summary>
public interface IJournalMessage : IPersistenceMessage;

/// <summary>A message to a journal.</summary>
public interface IJournalRequest : IJournalMessage;

/// <summary>A message from a journal to a persistent actor.</summary>
public interface IJournalResponse : IJournalMessage;

/// <summary>Command, actor to journal: store these and confirm each.</summary>
/// <param name="messages">In order.</param>
/// <param name="persistentActor">Who is told.</param>
/// <param name="actorInstanceId">Tells incarnations of the actor apart; comes back with each answer.</param>
public sealed class WriteMessages(IEnumerable<IPersistentEnvelope> messages, IActorRef persistentActor, int actorInstanceId)
    : IJournalRequest, INoSerializationVerificationNeeded
{
    /// <summary>Gets what to store.</summary>
    public IEnumerable<IPersistentEnvelope> Messages { get; } = messages;

    /// <summary>Gets who is told.</summary>
    public IActorRef PersistentActor { get; } = persistentActor;

    /// <summary>Gets the incarnation.</summary>
    public int ActorInstanceId { get; } = actorInstanceId;
}

/// <summary>Command, actor to journal: replay events, then say <see cref="RecoverySuccess"/>.</summary>
/// <param name="fromSequenceNr">The first, included.</param>
/// <param name="toSequenceNr">The last, included.</param>
/// <param name="max">The most events to replay.</param>
/// <param name="persistenceId">Whose events.</param>
/// <param name="persistentActor">Who is told.</param>
public sealed class ReplayMessages(long fromSequenceNr, long toSequenceNr, long max, string persistenceId, IActorRef persistentActor)
    : IJournalRequest
{
    /// <summary>Gets the first number, included.</summary>
    public long FromSequenceNr { get; } = fromSequenceNr;

    /// <summary>Gets the last number, included.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;

    /// <summary>Gets the most events to replay.</summary>
    public long Max { get; } = max;

    /// <summary>Gets whose events.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Gets who is told.</summary>
    public IActorRef PersistentActor { get; } = persistentActor;
}

/// <summary>Command, actor to journal: delete events up to a number.</summary>
/// <param name="persistenceId">Whose events.</param>
/// <param name="toSequenceNr">The last, included.</param>
/// <param name="persistentActor">Who is told.</param>
public sealed class DeleteMessagesTo(string persistenceId, long toSequenceNr, IActorRef persistentActor) : IJournalRequest
{
    /// <summary>Gets whose events.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Gets the last number, included.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;

    /// <summary>Gets who is told.</summary>
    public IActorRef PersistentActor { get; } = persistentActor;
}

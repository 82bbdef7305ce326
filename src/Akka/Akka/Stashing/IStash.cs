using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Puts messages aside until the actor is ready for them.</summary>
public interface IStash
{
    /// <summary>Gets a value indicating whether nothing is put aside.</summary>
    bool IsEmpty { get; }

    /// <summary>Gets a value indicating whether something is put aside.</summary>
    bool NonEmpty { get; }

    /// <summary>Gets a value indicating whether no more fits; an unbounded stash is never full.</summary>
    bool IsFull { get; }

    /// <summary>Gets the number of messages put aside.</summary>
    int Count { get; }

    /// <summary>Gets how many fit; negative for any number.</summary>
    int Capacity { get; }

    /// <summary>Puts the message at hand aside.</summary>
    /// <exception cref="IllegalActorStateException">It has just been put aside, or no message is at hand.</exception>
    void Stash();

    /// <summary>Puts the oldest message back, before all that wait in the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back in their order, before all that wait in the mailbox.</summary>
    void UnstashAll();

    /// <summary>Puts some messages back and forgets the rest.</summary>
    /// <param name="predicate">Which to put back.</param>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Takes all messages out.</summary>
    /// <returns>The messages in their order.</returns>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages before those that are put aside already.</summary>
    /// <param name="envelopes">The messages.</param>
    void Prepend(IEnumerable<Envelope> envelopes);
}

/// <summary>An actor with a stash.</summary>
public interface IActorStash
{
    /// <summary>Gets or sets the stash; set when the instance is made.</summary>
    IStash Stash { get; set; }
}

/// <summary>An actor with a stash in a mailbox with a front door.</summary>
public interface IWithStash : IActorStash, IRequiresMessageQueue<IDequeBasedMessageQueueSemantics>;

/// <summary>An actor with a stash without a bound.</summary>
public interface IWithUnboundedStash : IActorStash, IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>;

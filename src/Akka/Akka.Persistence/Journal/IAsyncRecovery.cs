using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Reads what a journal stored.</summary>
public interface IAsyncRecovery
{
    /// <summary>Replays events in order.</summary>
    /// <param name="context">The journal's own context.</param>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="fromSequenceNr">The first, included.</param>
    /// <param name="toSequenceNr">The last, included.</param>
    /// <param name="max">The most events.</param>
    /// <param name="recoveryCallback">Called with each event, one after the other.</param>
    Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback);

    /// <summary>Reads the highest number that was ever given, deleted events included; 0 for none.</summary>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="fromSequenceNr">A number below which it need not look.</param>
    Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);
}

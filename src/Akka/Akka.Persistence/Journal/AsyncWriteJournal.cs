using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Pattern;

namespace Akka.Persistence.Journal;

/// <summary>A journal whose reads and writes are tasks. A plugin derives from it.</summary>
public abstract class AsyncWriteJournal : WriteJournalBase, IAsyncRecovery
{
    private readonly CircuitBreaker _breaker;
    private readonly ReplayFilterMode _filterMode;
    private readonly WriteOrder _order = new();

    /// <summary>Reads the settings that all journals share: breaker and replay filter.</summary>
    /// <exception cref="ConfigurationException">A setting is not known.</exception>
    protected AsyncWriteJournal()
    {
        var config = PluginSettings.Journal(Context.System, Self.Path.Name);
        _breaker = PluginBreaker.Of(Context, config);
        _filterMode = ReplayFilter.ModeOf(config.GetString("replay-filter.mode"));
    }

    /// <inheritdoc />
    public abstract Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback);

    /// <inheritdoc />
    public abstract Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);

    /// <summary>Stores writes, each all or none.</summary>
    /// <param name="messages">In order.</param>
    /// <returns>
    /// Null when all were stored; else as many entries as writes: null for a stored one, the reason for a rejected one.
    /// A failed task says that nobody can tell what was stored.
    /// </returns>
    protected abstract Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages);

    /// <summary>Deletes events.</summary>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="toSequenceNr">The last, included.</param>
    protected abstract Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr);

    /// <summary>Handles messages of the plugin's own.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was handled.</returns>
    protected virtual bool ReceivePluginInternal(object message) => false;

    /// <inheritdoc />
    protected sealed override bool Receive(object message) => ReceiveWriteJournal(message) || ReceivePluginInternal(message);

    /// <summary>Handles the messages of the journal's protocol.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was handled.</returns>
    protected bool ReceiveWriteJournal(object message)
    {
        switch (message)
        {
            case WriteMessages write:
                Detach(Write(write, _order.Next()));
                return true;
            case ReplayMessages replay:
                Detach(Replay(replay, Context, Self));
                return true;
            case DeleteMessagesTo delete:
                Detach(Delete(delete, Self, Context.System));
                return true;
            default:
                return false;
        }
    }

    // Each of these catches all that can go wrong and tells it to the actor that asked.
    private static void Detach(Task task) => _ = task;

    private async Task Write(WriteMessages request, WriteOrder.Ticket ticket)
    {
        var writes = PreparePersistentBatch(request.Messages).ToList();
        IImmutableList<Exception>? rejected = null;
        Exception? failure = null;
        try
        {
            rejected = writes.Count == 0 ? null : await _breaker.WithCircuitBreaker(() => WriteMessagesAsync(writes)).ConfigureAwait(false);
            if (rejected is not null && rejected.Count != writes.Count)
                throw new InvalidOperationException($"The journal answered {writes.Count} writes with {rejected.Count} results.");
        }
        catch (Exception cause)
        {
            failure = Unwrapped(cause);
        }
        _order.Deliver(ticket, () => WriteAnswer.Tell(request, writes.Count, rejected, failure));
    }

    private async Task Replay(ReplayMessages request, IActorContext context, IActorRef self)
    {
        var actor = request.PersistentActor;
        try
        {
            var highest = await _breaker
                .WithCircuitBreaker(() => ReadHighestSequenceNrAsync(request.PersistenceId, Math.Max(0L, request.FromSequenceNr - 1)))
                .ConfigureAwait(false);
            var to = Math.Min(request.ToSequenceNr, highest);
            if (to > 0 && request.FromSequenceNr <= to)
            {
                var filter = new ReplayFilter(_filterMode, request.PersistenceId, context.System);
                await ReplayMessagesAsync(context, request.PersistenceId, request.FromSequenceNr, to, request.Max, persistent =>
                {
                    if (!persistent.IsDeleted && filter.Passes(persistent))
                        actor.Tell(new ReplayedMessage(persistent), ActorRefs.NoSender);
                }).ConfigureAwait(false);
            }
            actor.Tell(new RecoverySuccess(highest), self);
        }
        catch (Exception cause)
        {
            actor.Tell(new ReplayMessagesFailure(Unwrapped(cause)), self);
        }
    }

    private async Task Delete(DeleteMessagesTo request, IActorRef self, ActorSystem system)
    {
        object answer;
        try
        {
            await _breaker
                .WithCircuitBreaker(() => DeleteMessagesToAsync(request.PersistenceId, request.ToSequenceNr))
                .ConfigureAwait(false);
            answer = new DeleteMessagesSuccess(request.ToSequenceNr);
        }
        catch (Exception cause)
        {
            answer = new DeleteMessagesFailure(Unwrapped(cause), request.ToSequenceNr);
        }
        request.PersistentActor.Tell(answer, self);
        system.EventStream.Publish(request);
    }

    private static Exception Unwrapped(Exception cause) =>
        cause is AggregateException { InnerExceptions.Count: 1, InnerException: { } inner } ? inner : cause;
}

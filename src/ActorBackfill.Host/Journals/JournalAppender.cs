using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Checkpointing;
using Akka.Actor;
using Akka.Persistence;

namespace ActorBackfill.Host.Journals;

/// <summary>Appends given events after the last one there is, or to an empty journal only, and says when they are there.</summary>
internal sealed class JournalAppender : ReceivePersistentActor
{
    private readonly string _jobIdentity;
    private readonly TaskCompletionSource _written;

    public JournalAppender(string jobIdentity, bool isNew, ImmutableArray<ICheckpointEvent> events, TaskCompletionSource written)
    {
        (_jobIdentity, _written) = (jobIdentity, written);
        RecoverAny(_ => { });
        Command<RecoveryDone>(_ => Write(isNew, events));
    }

    public override string PersistenceId => JournalName.Of(_jobIdentity);

    /// <summary>Makes one.</summary>
    /// <param name="jobIdentity">Whose journal.</param>
    /// <param name="isNew">Whether the journal must be empty: then events that are there already are an error.</param>
    /// <param name="events">What.</param>
    /// <param name="written">Ends when the events are stored, or with what went wrong.</param>
    public static Props For(string jobIdentity, bool isNew, ImmutableArray<ICheckpointEvent> events, TaskCompletionSource written) =>
        Props.Create(() => new JournalAppender(jobIdentity, isNew, events, written));

    protected override void OnReplaySuccess() => Self.Tell(new RecoveryDone());

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        _written.TrySetException(cause);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        _written.TrySetException(cause);
        base.OnPersistRejected(cause, @event, sequenceNr);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        _written.TrySetException(reason);
        base.OnRecoveryFailure(reason, message);
    }

    private void Write(bool isNew, ImmutableArray<ICheckpointEvent> events)
    {
        if (isNew && LastSequenceNr > 0)
        {
            _written.TrySetException(new InvalidOperationException($"the new journal has {LastSequenceNr} events already"));
            return;
        }

        PersistAll(events, _ => { });
        DeferAsync(events.Length, _ => _written.TrySetResult());
    }

    private sealed record RecoveryDone;
}

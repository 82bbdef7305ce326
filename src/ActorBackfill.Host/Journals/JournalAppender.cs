using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Checkpointing;
using Akka.Actor;
using Akka.Persistence;

namespace ActorBackfill.Host.Journals;

/// <summary>Appends given events after the last one there is, and says when they are there.</summary>
internal sealed class JournalAppender : ReceivePersistentActor
{
    private readonly string _jobIdentity;
    private readonly TaskCompletionSource _written;

    public JournalAppender(string jobIdentity, ImmutableArray<ICheckpointEvent> events, TaskCompletionSource written)
    {
        (_jobIdentity, _written) = (jobIdentity, written);
        RecoverAny(_ => { });
        Command<RecoveryDone>(_ => Write(events));
    }

    public override string PersistenceId => JournalName.Of(_jobIdentity);

    public static Props For(string jobIdentity, ImmutableArray<ICheckpointEvent> events, TaskCompletionSource written) =>
        Props.Create(() => new JournalAppender(jobIdentity, events, written));

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

    private void Write(ImmutableArray<ICheckpointEvent> events)
    {
        PersistAll(events, _ => { });
        DeferAsync(events.Length, _ => _written.TrySetResult());
    }

    private sealed record RecoveryDone;
}

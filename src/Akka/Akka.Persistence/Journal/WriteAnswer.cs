using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Tells an actor what became of its writes, event by event.</summary>
internal static class WriteAnswer
{
    public static void Tell(WriteMessages request, int writes, IImmutableList<Exception>? rejected, Exception? failure)
    {
        var actor = request.PersistentActor;
        actor.Tell(failure is null ? WriteMessagesSuccessful.Instance : new WriteMessagesFailed(failure, writes), ActorRefs.NoSender);
        var write = 0;
        foreach (var envelope in request.Messages)
        {
            if (envelope is AtomicWrite atomic)
                TellEach(request, atomic, failure, rejected?[write++]);
            else
                actor.Tell(new LoopMessageSuccess(envelope.Payload, request.ActorInstanceId), envelope.Sender!);
        }
    }

    private static void TellEach(WriteMessages request, AtomicWrite write, Exception? failure, Exception? rejection)
    {
        var id = request.ActorInstanceId;
        foreach (var persistent in (IImmutableList<IPersistentRepresentation>)write.Payload)
        {
            IJournalResponse answer = failure is not null ? new WriteMessageFailure(persistent, failure, id)
                : rejection is not null ? new WriteMessageRejected(persistent, rejection, id)
                : new WriteMessageSuccess(persistent, id);
            // The handler sees the command's sender.
            request.PersistentActor.Tell(answer, persistent.Sender!);
        }
    }
}

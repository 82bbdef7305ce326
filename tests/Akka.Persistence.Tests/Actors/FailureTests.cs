using Akka.Actor;
using Akka.Persistence.Tests.Journals;

namespace Akka.Persistence.Tests.Actors;

public sealed class FailureTests : RecorderTest
{
    [Fact]
    public void A_failed_write_is_told_and_stops_the_actor()
    {
        var actor = Watch(Started());
        Journal.Tell(Writes.Fail);
        actor.Tell(new Do(r => r.Store("a")));
        actor.Tell("never");
        Expect("failed a 1: InvalidOperationException", "ended");
        _ = ExpectMsg<Terminated>(Patience);
    }

    [Fact]
    public void A_rejected_event_is_told_its_handler_is_not_called_and_the_actor_goes_on()
    {
        var actor = Started();
        Journal.Tell(Writes.Reject);
        actor.Tell(new Do(r => r.Store("a")));
        actor.Tell("b");
        Expect("rejected a 1: refused", "command b");
        Journal.Tell(Writes.Store);
        actor.Tell(new Do(r => r.Persist("c", _ => r.Note($"stored c {r.LastSequenceNr}"))));
        Expect("stored c 2");
    }

    [Fact]
    public void Another_incarnation_takes_the_place_of_one_whose_write_failed()
    {
        var failing = Started();
        Journal.Tell(Writes.Fail);
        Fail(failing);
        Journal.Tell(Writes.Store);
        var actor = Start();
        Expect("recovered 0");
        actor.Tell(new Do(r => r.Store("a")));
        Expect("stored a");
    }

    private void Fail(IActorRef actor)
    {
        actor.Tell(new Do(r => r.Store("a")));
        Expect("failed a 1: InvalidOperationException", "ended");
    }
}

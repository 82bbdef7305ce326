using Akka.Actor;
using Akka.Persistence.Tests.Journals;

namespace Akka.Persistence.Tests.Actors;

public sealed class RecoveryTests : RecorderTest
{
    [Fact]
    public void Events_are_replayed_in_order_before_the_first_command()
    {
        StoreABC();
        var actor = Start();
        actor.Tell("d");
        Expect("replayed a", "replayed b", "replayed c", "recovered 3", "command d");
    }

    [Fact]
    public void An_actor_without_events_recovers_too()
    {
        _ = Start();
        Expect("recovered 0");
    }

    [Fact]
    public void Numbers_go_on_after_a_recovery()
    {
        StoreABC();
        var actor = Started();
        actor.Tell(new Do(r => r.Persist("d", _ => r.Note($"number {r.LastSequenceNr}"))));
        Expect("number 4");
    }

    [Fact]
    public void A_recovery_can_end_at_a_number()
    {
        StoreABC();
        _ = Start(recovery: new Recovery(SnapshotSelectionCriteria.Latest, 2));
        Expect("replayed a", "replayed b", "recovered 3");
    }

    [Fact]
    public void A_recovery_can_be_of_so_many_events()
    {
        StoreABC();
        _ = Start(recovery: new Recovery(replayMax: 1));
        Expect("replayed a", "recovered 3");
    }

    [Fact]
    public void Recovery_None_replays_nothing_and_still_knows_the_number()
    {
        StoreABC();
        var actor = Start(recovery: Recovery.None);
        Expect("recovered 3");
        actor.Tell(new Do(r => r.Persist("d", _ => r.Note($"number {r.LastSequenceNr}"))));
        Expect("number 4");
    }

    [Fact]
    public void An_event_that_cannot_be_replayed_stops_the_actor()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.Persist(new Bomb(), _ => r.Note("stored"))));
        Expect("stored");
        Stop(actor);
        _ = Watch(Start());
        Expect("not recovered at Bomb { }: bomb", "ended");
        _ = ExpectMsg<Terminated>(Patience);
    }

    [Fact]
    public void A_journal_that_cannot_replay_stops_the_actor()
    {
        StoreABC();
        Journal.Tell(Replays.Fail);
        _ = Watch(Start());
        Expect("not recovered at nothing: no replay", "ended");
        _ = ExpectMsg<Terminated>(Patience);
    }

    [Fact]
    public void Nothing_can_be_persisted_during_a_replay()
    {
        StoreABC();
        _ = Sys.ActorOf(Props.Create(() => new Eager(TestActor)));
        Assert.StartsWith("Cannot persist during replay", ExpectMsg<string>(Patience), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_persisted_at_the_end_of_the_recovery_comes_before_the_first_command()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Greeter(TestActor)));
        actor.Tell("first");
        Expect("stored hello", "command first");
    }

    private void StoreABC()
    {
        var actor = Started();
        actor.Tell(new Do(r => { r.Store("a"); r.Store("b"); r.Store("c"); }));
        Expect("stored a", "stored b", "stored c");
        Stop(actor);
    }

    public sealed class Eager : UntypedPersistentActor
    {
        private readonly IActorRef _probe;

        public Eager(IActorRef probe) => _probe = probe;

        public override string PersistenceId => "r";

        protected override void OnCommand(object message) => Unhandled(message);

        protected override void OnRecover(object message) => Persist("x", _ => { });

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _probe.Tell(reason.Message);
    }

    public sealed class Greeter : ReceivePersistentActor
    {
        public Greeter(IActorRef probe)
        {
            Recover<RecoveryCompleted>(_ => Persist("hello", e => probe.Tell($"stored {e}")));
            Command<string>(text => probe.Tell($"command {text}"));
        }

        public override string PersistenceId => "greeter";
    }
}

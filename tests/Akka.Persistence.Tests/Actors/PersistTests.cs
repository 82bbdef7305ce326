using Akka.Actor;
using Akka.Persistence.Tests.Journals;

namespace Akka.Persistence.Tests.Actors;

public sealed class PersistTests : RecorderTest
{
    [Fact]
    public void No_command_is_handled_between_Persist_and_its_handler()
    {
        var actor = Started();
        actor.Tell(new Do(r => { r.Store("a"); r.Store("b"); }));
        actor.Tell("c");
        Expect("stored a", "stored b", "command c");
    }

    [Fact]
    public void Commands_go_on_between_PersistAsync_and_its_handler()
    {
        var actor = Started();
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r => r.StoreAsync("a")));
        actor.Tell(new Do(r => r.StoreAsync("b")));
        actor.Tell("c");
        Expect("command c");
        Journal.Tell(new Release());
        Expect("stored a", "stored b");
    }

    [Fact]
    public void Handlers_of_PersistAsync_run_in_the_order_of_the_calls()
    {
        var actor = Started();
        for (var i = 0; i < 1000; i++)
        {
            var e = $"{i}";
            actor.Tell(new Do(r => r.StoreAsync(e)));
        }
        for (var i = 0; i < 1000; i++)
            Expect($"stored {i}");
    }

    [Fact]
    public void Persist_behind_PersistAsync_waits_for_both()
    {
        var actor = Started();
        actor.Tell(new Do(r => { r.StoreAsync("a"); r.Store("b"); }));
        actor.Tell("c");
        Expect("stored a", "stored b", "command c");
    }

    [Fact]
    public void PersistAll_calls_the_handler_with_each_event()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.PersistAll(["a", "b", "c"], e => r.Note($"stored {e} {r.LastSequenceNr}"))));
        actor.Tell("d");
        Expect("stored a 1", "stored b 2", "stored c 3", "command d");
    }

    [Fact]
    public void PersistAll_of_nothing_does_nothing()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.PersistAll(Array.Empty<string>(), _ => r.Note("never"))));
        actor.Tell("d");
        Expect("command d");
    }

    [Fact]
    public void PersistAllAsync_lets_commands_go_on()
    {
        var actor = Started();
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r => r.PersistAllAsync(["a", "b"], e => r.Note($"stored {e}"))));
        actor.Tell("c");
        Expect("command c");
        Journal.Tell(new Release());
        Expect("stored a", "stored b");
    }

    [Fact]
    public void A_handler_may_persist_again()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.Persist("a", _ => { r.Note("stored a"); r.Store("b"); })));
        actor.Tell("c");
        Expect("stored a", "stored b", "command c");
    }

    [Fact]
    public void Persist_in_a_handler_of_PersistAsync_holds_the_next_command_back()
    {
        var actor = Started();
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r => r.PersistAsync("a", _ => { r.Note("stored a"); r.Store("b"); r.Self.Tell("c"); })));
        actor.Tell("d");
        Expect("command d");
        Journal.Tell(new Release());
        Expect("stored a", "stored b", "command c");
    }

    [Fact]
    public void A_handler_sees_the_sender_of_the_command()
    {
        var actor = Started();
        var asker = CreateTestProbe();
        actor.Tell(new Do(r => r.Persist("a", _ => r.Sender.Tell("done"))), asker);
        _ = asker.ExpectMsg("done");
    }

    [Fact]
    public void DeferAsync_runs_behind_the_writes_before_it_and_stores_nothing()
    {
        var actor = Started();
        actor.Tell(new Do(r =>
        {
            r.StoreAsync("a");
            r.DeferAsync("b", e => r.Note($"deferred {e} {r.LastSequenceNr}"));
            r.StoreAsync("c");
        }));
        Expect("stored a", "deferred b 1", "stored c");
        Stop(actor);
        _ = Start();
        Expect("replayed a", "replayed c", "recovered 2");
    }

    [Fact]
    public void DeferAsync_runs_at_once_when_nothing_is_pending()
    {
        var actor = Started();
        actor.Tell(new Do(r => { r.DeferAsync("a", _ => r.Note("deferred")); r.Note("after"); }));
        Expect("deferred", "after");
    }

    [Fact]
    public void Defer_holds_commands_back()
    {
        var actor = Started();
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r => { r.StoreAsync("a"); r.Defer("b", _ => r.Note("deferred")); }));
        actor.Tell("c");
        Journal.Tell(new Release());
        Expect("stored a", "deferred", "command c");
    }

    [Fact]
    public void A_new_behaviour_of_a_handler_takes_the_held_back_commands()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.Persist("a", _ => r.BecomeDeaf())));
        actor.Tell("b");
        Expect("deaf to b");
    }

    [Fact]
    public void An_exception_in_a_handler_restarts_the_actor_with_the_event_stored()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.Persist("a", _ => throw new InvalidOperationException("handler"))));
        actor.Tell("b");
        Expect("ended", "replayed a", "recovered 1", "command b");
    }

    [Fact]
    public void An_exception_behind_PersistAsync_leaves_the_event_stored()
    {
        var actor = Started();
        actor.Tell(new Do(r => { r.StoreAsync("a"); throw new InvalidOperationException("command"); }));
        actor.Tell("b");
        Expect("ended", "replayed a", "recovered 1", "command b");
    }
}

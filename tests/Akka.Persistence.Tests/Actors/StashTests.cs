using Akka.Actor;
using Akka.Persistence.Tests.Journals;

namespace Akka.Persistence.Tests.Actors;

public sealed class StashTests : RecorderTest
{
    [Fact]
    public void Commands_held_back_during_a_write_keep_their_order()
    {
        var actor = Started();
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r => r.Store("a")));
        for (var i = 0; i < 100; i++)
            actor.Tell($"{i}");
        Journal.Tell(new Release());
        Expect("stored a");
        for (var i = 0; i < 100; i++)
            Expect($"command {i}");
    }

    [Fact]
    public void Held_back_commands_that_persist_hold_the_others_back_again()
    {
        var actor = Started();
        for (var i = 0; i < 100; i++)
        {
            var e = $"{i}";
            actor.Tell(new Do(r => r.Store(e)));
            actor.Tell(e);
        }
        for (var i = 0; i < 100; i++)
            Expect($"stored {i}", $"command {i}");
    }

    [Fact]
    public void The_same_object_told_twice_during_a_write_is_handled_twice()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.Store("a")));
        const string Same = "b";
        actor.Tell(Same);
        actor.Tell(Same);
        Expect("stored a", "command b", "command b");
    }

    [Fact]
    public void What_the_actor_unstashes_comes_before_what_was_held_back()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.Stash.Stash()));
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r =>
        {
            r.Note("persisting");
            r.Persist("a", _ => { r.Note("stored a"); r.BecomeDeaf(); r.Stash.UnstashAll(); });
        }));
        actor.Tell("younger");
        Expect("persisting");
        Journal.Tell(new Release());
        Expect("stored a");
        Assert.StartsWith("deaf to Do", ExpectMsg<string>(), StringComparison.Ordinal);
        Expect("deaf to younger");
    }

    [Fact]
    public void Commands_held_back_survive_a_restart()
    {
        var actor = Started();
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r => r.Persist("a", _ => throw new InvalidOperationException("handler"))));
        actor.Tell("b");
        actor.Tell("c");
        Journal.Tell(new Release());
        Expect("ended", "replayed a", "recovered 1", "command b", "command c");
    }
}

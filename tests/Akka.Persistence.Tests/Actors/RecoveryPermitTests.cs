using Akka.Actor;
using Akka.Persistence.Tests.Journals;

namespace Akka.Persistence.Tests.Actors;

public sealed class RecoveryPermitTests() : RecorderTest("akka.persistence.max-concurrent-recoveries = 1")
{
    [Fact]
    public void An_actor_waits_until_another_has_recovered()
    {
        Seed("slow");
        Seed("next");
        Sys.EventStream.Subscribe(TestActor, typeof(Hanging));
        Journal.Tell(Replays.HangOnce);
        var slow = Start("slow");
        _ = ExpectMsg<Hanging>(Patience);
        _ = Start("next");
        Sys.Stop(slow);
        Expect("ended", "replayed a", "recovered 1");
    }

    private void Seed(string id)
    {
        var actor = Started(id);
        actor.Tell(new Do(r => r.Store("a")));
        Expect("stored a");
        Stop(actor);
    }
}

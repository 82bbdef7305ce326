using Akka.Actor;
using Akka.Persistence.Tests.Journals;

namespace Akka.Persistence.Tests.Actors;

public sealed class RecoveryPermitTests() : RecorderTest("akka.persistence.max-concurrent-recoveries = 1")
{
    [Fact]
    public async Task An_actor_waits_until_another_has_recovered()
    {
        Seed("slow");
        Seed("next");
        Journal.Tell(Replays.HangOnce);
        var slow = Start("slow");
        // An actor that answers has asked for its permit: the second comes behind it.
        _ = await slow.Ask<ActorIdentity>(new Identify(null), TimeSpan.FromSeconds(10));
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

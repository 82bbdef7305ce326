using Akka.Actor;

namespace Akka.Persistence.Tests.Actors;

public sealed class DeleteTests : RecorderTest
{
    [Fact]
    public void Deleted_events_are_not_replayed_and_their_numbers_not_used_again()
    {
        var actor = Started();
        actor.Tell(new Do(r => { r.Store("a"); r.Store("b"); }));
        Expect("stored a", "stored b");
        actor.Tell(new Do(r => r.DeleteMessages(long.MaxValue)));
        Expect($"deleted {long.MaxValue}");
        Stop(actor);
        actor = Start();
        Expect("recovered 2");
        actor.Tell(new Do(r => r.Persist("c", _ => r.Note($"number {r.LastSequenceNr}"))));
        Expect("number 3");
    }

    [Fact]
    public void More_than_there_is_cannot_be_deleted()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.DeleteMessages(1)));
        Expect("not deleted: toSequenceNr [1] must be less than or equal to LastSequenceNr [0]");
    }
}

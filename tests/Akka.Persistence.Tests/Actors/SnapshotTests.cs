using Akka.Actor;

namespace Akka.Persistence.Tests.Actors;

public sealed class SnapshotTests : RecorderTest
{
    [Fact]
    public void A_recovery_starts_from_the_newest_snapshot()
    {
        Seed();
        _ = Start();
        Expect("snapshot 2 state b", "replayed c", "recovered 3");
    }

    [Fact]
    public void A_recovery_can_leave_the_snapshot_out()
    {
        Seed();
        _ = Start(recovery: new Recovery(SnapshotSelectionCriteria.None));
        Expect("replayed a", "replayed b", "replayed c", "recovered 3");
    }

    [Fact]
    public void A_recovery_up_to_a_number_takes_no_younger_snapshot()
    {
        Seed();
        _ = Start(recovery: new Recovery(SnapshotSelectionCriteria.Latest, 1));
        Expect("replayed a", "recovered 3");
    }

    [Fact]
    public void A_deleted_snapshot_is_not_offered()
    {
        var actor = Seed();
        actor = Started();
        actor.Tell(new Do(r => r.DeleteSnapshot(2)));
        Expect("snapshot deleted 2");
        Stop(actor);
        _ = Start();
        Expect("replayed a", "replayed b", "replayed c", "recovered 3");
    }

    [Fact]
    public void Snapshots_can_be_deleted_by_criteria()
    {
        _ = Seed();
        var actor = Started();
        actor.Tell(new Do(r => r.DeleteSnapshots(new SnapshotSelectionCriteria(2))));
        Expect("snapshots deleted 2");
    }

    private IActorRef Seed()
    {
        var actor = Started();
        actor.Tell(new Do(r => { r.Store("a"); r.Store("b"); }), TestActor);
        Expect("stored a", "stored b");
        actor.Tell(new Do(r => r.SaveSnapshot("state b")), TestActor);
        Expect("saved 2");
        actor.Tell(new Do(r => r.Store("c")), TestActor);
        Expect("stored c");
        Stop(actor);
        return actor;
    }
}

using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Dispatching;

public class DeskTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_new_unit_is_dealt_while_too_many_wait_for_another_attempt()
    {
        var job = Jobs.OfNumbers(RetryQueue.Limit + 500);
        var desk = new Desk(Jobs.Plan(job), new CheckpointState(), new RunSettings { Job = job, RunId = "1", Host = "test" }, () => 1);

        var dealt = 0;
        while (desk.Assign(ActorRefs.Nobody) is { } assigned)
        {
            dealt += assigned.Units.Length;
            desk.EndLease(Failed(assigned), Now);
        }

        Assert.Equal(RetryQueue.Limit, dealt);
        desk.PutBackDue(Now + TimeSpan.FromMinutes(1));
        Assert.Equal(2, Assert.Single(desk.Assign(ActorRefs.Nobody)!.Units[..1]).Attempt);
    }

    [Fact]
    public void An_attempt_of_a_lease_that_is_settled_already_does_not_fail_the_unit()
    {
        var job = Jobs.OfNumbers(1);
        var desk = new Desk(Jobs.Plan(job), new CheckpointState(), new RunSettings { Job = job, RunId = "1", Host = "test" }, () => 1);
        var assigned = desk.Assign(ActorRefs.Nobody)!;
        desk.Acknowledge([(Jobs.Plan(job).OrdinalAt(0), UnitOutcome.Done, 1)]);

        var ended = desk.EndLease(Failed(assigned, canRetry: false), Now)!;

        Assert.Empty(ended.Closing);
        Assert.True(desk.IsDone);
    }

    private static LeaseEnded Failed(AssignUnits assigned, bool canRetry = true) => new(
        assigned.Lease,
        ActorRefs.Nobody,
        [.. assigned.Units.Select(u => new AttemptWithoutRows(u, UnitOutcome.Failed, FailureCategory.Transient, "refused", canRetry, null, 1))],
        0,
        0,
        0,
        TimeSpan.FromSeconds(assigned.Units.Length));
}

using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Dispatching;

public class DeskTests
{
    private static readonly Moment Now = new(TimeSpan.FromSeconds(1), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void No_new_unit_is_dealt_while_too_many_wait_for_another_attempt()
    {
        var job = Jobs.OfNumbers(RetryQueue.Limit + 500) with { Breaker = new BreakerDefinition { Source = new SourceBreakerDefinition { Failures = int.MaxValue } } };
        var desk = new Desk(Jobs.Plan(job), new CheckpointState(), new RunSettings { Job = job, RunId = "1", Host = "test" }, () => 1, Now);

        var dealt = 0;
        while (desk.Assign(ActorRefs.Nobody, Now) is { } assigned)
        {
            dealt += assigned.Units.Length;
            desk.EndLease(Failed(assigned), Now);
        }

        Assert.Equal(RetryQueue.Limit, dealt);
        var later = Now with { Elapsed = Now.Elapsed + TimeSpan.FromMinutes(1) };
        desk.PutBackDue(later);
        Assert.Equal(2, Assert.Single(desk.Assign(ActorRefs.Nobody, Now)!.Units[..1]).Attempt);
    }

    [Fact]
    public void An_attempt_of_a_lease_that_is_settled_already_does_not_fail_the_unit()
    {
        var job = Jobs.OfNumbers(1);
        var desk = new Desk(Jobs.Plan(job), new CheckpointState(), new RunSettings { Job = job, RunId = "1", Host = "test" }, () => 1, Now);
        var assigned = desk.Assign(ActorRefs.Nobody, Now)!;
        desk.Acknowledge([(Jobs.Plan(job).OrdinalAt(0), UnitOutcome.Done, 1)]);

        Assert.True(desk.EndLease(Failed(assigned, canRetry: false), Now));

        Assert.Empty(desk.TakeNews().Closing);
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

using System.Collections.Concurrent;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

public class WhyTests : VirtualRunTest
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_run_says_what_keeps_each_unit_from_being_done()
    {
        var held = new TaskCompletionSource();
        var asked = new ConcurrentBag<string>();
        Source.Script = async (unit, count, cancellation) =>
        {
            asked.Add(unit.Key);
            if (unit.Value("state") == "S2")
            {
                throw new BackfillException(FailureCategory.Transient, "busy") { RetryAfter = TimeSpan.FromMinutes(1) };
            }

            await (unit.Value("state") == "S1" ? held.Task.WaitAsync(cancellation) : Task.CompletedTask);
            return ScriptedSource.OneItem(unit);
        };

        var run = Start(Jobs.Of(Jobs.MonthsAndStates(3), workers: 3));
        await AwaitAssertAsync(async () => Assert.Equal("retrying", (await WhyAsync(run, "month=2025-09/state=S2")).State));

        Assert.Equal(["Attempt 2 is due in 60 s."], (await WhyAsync(run, "month=2025-09/state=S2")).Lines.AsEnumerable());
        var working = await WhyAsync(run, "month=2025-09/state=S1");
        Assert.Equal(("working", "Attempt 1 is being made."), (working.State, working.Lines[0]));
        Assert.StartsWith("Worker ", working.Lines[1], StringComparison.Ordinal);
        var behind = await WhyAsync(run, "month=2025-10/state=S1");
        Assert.Equal("behind-barrier", behind.State);
        Assert.StartsWith("It is in wave 2 of 3; wave 1 runs, and ", behind.Lines[0], StringComparison.Ordinal);
        await AwaitAssertAsync(async () => Assert.Equal(Why.Ended, (await WhyAsync(run, "month=2025-09/state=S3")).State));
        Assert.Equal(Why.Ended, (await WhyAsync(run, "month=2030-01/state=S1")).State);

        run.Supervisor.Tell(CancelRun.Instance);
        held.SetResult();
        await EndWithinAsync(run, TimeSpan.FromMinutes(1));
    }

    private static Task<Why> WhyAsync(Run run, string unit) => run.Supervisor.Ask<Why>(new GetWhy(unit), AnswerTime);
}

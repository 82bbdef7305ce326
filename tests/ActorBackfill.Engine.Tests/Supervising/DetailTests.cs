using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

public class DetailTests : VirtualRunTest
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Each_worker_says_what_it_holds_and_what_it_has_done()
    {
        var held = new TaskCompletionSource();
        Source.Script = async (unit, _, cancellation) =>
        {
            await (unit.Index < 3 ? Task.CompletedTask : held.Task.WaitAsync(cancellation));
            return ScriptedSource.OneItem(unit);
        };

        var run = Start(Jobs.OfNumbers(4) with { Workers = 2 });
        await AwaitAssertAsync(async () => Assert.Equal((3L, 1), await ProgressAsync(run, GetProgress.Instance) is var p ? (p.Units.Done, p.InFlight) : default), AnswerTime);
        ((ManualTime)Time).Advance(TimeSpan.FromSeconds(5));
        var progress = await ProgressAsync(run, GetProgress.InDetail);
        var detail = progress.Detail!;

        Assert.Equal(2, detail.Workers.Length);
        Assert.Equal((1, 1, WaitReason.NothingLeft), (detail.Workers[0].Units, detail.Workers[0].Attempt, detail.Workers[1].Idle));
        Assert.Equal("n=4", detail.Workers[0].Unit);
        Assert.InRange(detail.Workers[0].HeldSeconds, 5, 6);
        Assert.Equal((3L, 3L), (detail.Workers.Sum(w => w.UnitsEnded), detail.Workers.Sum(w => w.Rows)));
        Assert.Equal(3, detail.Samples[0].Samples.Sum(s => s.Units));
        Assert.Null((await ProgressAsync(run, GetProgress.Instance)).Detail);
        held.SetResult();
        await run.EndAsync();
    }

    private static Task<RunProgress> ProgressAsync(Run run, GetProgress query) => run.Supervisor.Ask<RunProgress>(query, AnswerTime);
}

using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;

namespace ActorBackfill.Engine.Tests.Supervising;

/// <summary>Runs whole jobs on a clock that only the test moves.</summary>
public abstract class VirtualRunTest : RunTest
{
    private const int Rounds = 6;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(3);

    private readonly ManualTime _time;
    private readonly WatchedTasks _tasks = new();

    protected VirtualRunTest()
        : base(ConfigurationFactory.ParseString("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")) =>
        _time = new ManualTime((TestScheduler)Sys.Scheduler);

    internal override TimeProvider Time => _time;

    internal override TaskScheduler Tasks => _tasks;

    /// <summary>Lets time pass until the run has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="most">The time it may take.</param>
    /// <returns>How it ended, and the time it took to do so.</returns>
    private protected async Task<(RunResult Result, TimeSpan After)> EndWithinAsync(Run run, TimeSpan most)
    {
        var start = _time.GetTimestamp();
        while (!run.Ended.IsCompleted && _time.GetElapsedTime(start) < most)
        {
            _time.Advance(Step);

            // The answers come after what the step has set going; what that has set going comes before those of the next round: from
            // the timer to the supervisor, the journal, the comparison with the sink, the journal again, and back.
            for (var round = 0; round < Rounds; round++)
            {
                await Task.WhenAny(AnswersAsync(run), run.Ended);
            }
        }

        Assert.True(run.Ended.IsCompleted, $"the run has not ended within {most}");
        return (await run.Ended, _time.GetElapsedTime(start));
    }

    /// <summary>Moves the clock.</summary>
    private protected void Advance(TimeSpan by) => _time.Advance(by, Step);

    /// <summary>Waits until no task of the run is under way.</summary>
    private protected Task WhenIdleAsync() => _tasks.Idle.WaitAsync(AnswerTime);

    private async Task AnswersAsync(Run run)
    {
        await _tasks.Idle.WaitAsync(AnswerTime);
        await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, AnswerTime);
        await Persistence.Instance.Apply(Sys).JournalFor(null).Ask<ActorIdentity>(new Identify(0), AnswerTime);
        await Sys.ActorSelection($"{run.Supervisor.Path.ToStringWithoutAddress()}/committer").Ask<ActorIdentity>(new Identify(0), AnswerTime);
    }
}

using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Controlling;

public class ChangeOutageTests : VirtualRunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_change_that_the_journal_could_not_take_is_told_again()
    {
        var (journaled, failures, asked, held) = (new List<object>(), 1, new TaskCompletionSource(), new TaskCompletionSource());
        Journal.BeforeWrite = e => e is ControlChanged && failures-- > 0 ? Task.FromException(new IOException("disk full")) : Task.CompletedTask;
        Journal.AfterWrite = e =>
        {
            journaled.Add(e);
            return Task.CompletedTask;
        };
        Source.Script = async (unit, _, _) =>
        {
            asked.TrySetResult();
            await held.Task;
            return ScriptedSource.OneItem(unit);
        };
        var run = Start(Jobs.OfNumbers(20));
        await asked.Task.WaitAsync(Soon);

        await ChangeAsync(run, new ScaleRun("bo", 2));
        held.SetResult();
        await EndWithinAsync(run, TimeSpan.FromSeconds(30));

        Assert.Equal("2", Assert.Single(journaled.OfType<ControlChanged>()).Value);
    }

    private static Task<RunChanged> ChangeAsync(Run run, ChangeRun change) => run.Supervisor.Ask<RunChanged>(change, Soon);
}

using Akka.Actor;

namespace Akka.Persistence.Tests.Actors;

public sealed class CommandAsyncTests : RecorderTest
{
    [Fact]
    public void What_a_task_persists_is_stored_when_it_has_ended()
    {
        var actor = Started();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(new DoAsync(async r =>
        {
            r.Store("a");
            r.Note("waiting");
            await gate.Task;
            r.Store("b");
            r.Note("going on");
        }));
        actor.Tell("c");
        Expect("waiting");
        gate.SetResult();
        Expect("going on", "stored a", "stored b", "command c");
    }

    [Fact]
    public void Held_back_commands_keep_their_order_behind_a_task_that_never_waits()
    {
        var actor = Started();
        for (var i = 0; i < 20; i++)
        {
            var e = $"{i}";
            actor.Tell(new DoAsync(r =>
            {
                r.Store(e);
                return Task.CompletedTask;
            }));
            actor.Tell(e);
        }
        for (var i = 0; i < 20; i++)
            Expect($"stored {i}", $"command {i}");
    }

    [Fact]
    public void Tasks_and_writes_take_turns()
    {
        var actor = Started();
        for (var i = 0; i < 20; i++)
        {
            var e = $"{i}";
            actor.Tell(new DoAsync(async r =>
            {
                await Task.Yield();
                r.Store(e);
            }));
            actor.Tell(e);
        }
        for (var i = 0; i < 20; i++)
            Expect($"stored {i}", $"command {i}");
    }

    [Fact]
    public void A_task_that_fails_restarts_the_actor_with_what_it_persisted_stored()
    {
        var actor = Started();
        actor.Tell(new DoAsync(async r =>
        {
            r.Store("a");
            await Task.Yield();
            throw new InvalidOperationException("task");
        }));
        actor.Tell("b");
        Expect("ended", "replayed a", "recovered 1", "command b");
    }
}

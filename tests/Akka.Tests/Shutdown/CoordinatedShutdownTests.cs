using Akka.Actor;
using Akka.Configuration;

namespace Akka.Tests.Shutdown;

public class CoordinatedShutdownTests : PatientTestKit
{
    private const string Config = """
        akka.coordinated-shutdown {
          default-phase-timeout = 10 s
          phases {
            quick.timeout = 20 ms
            quick.depends-on = [before-actor-system-terminate]
            strict { recover = off, depends-on = [quick] }
            off { enabled = off }
          }
        }
        """;

    public CoordinatedShutdownTests()
        : base(Config)
    {
    }

    private CoordinatedShutdown Shut => CoordinatedShutdown.Get(Sys);

    [Fact]
    public async Task Phases_run_one_after_the_other_in_the_order_of_their_dependencies()
    {
        foreach (var phase in new[]
        {
            CoordinatedShutdown.PhaseActorSystemTerminate, CoordinatedShutdown.PhaseServiceStop,
            CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
        })
        {
            Note(phase);
        }

        await Shut.Run(CoordinatedShutdown.UnknownReason.Instance);
        ExpectMsg(CoordinatedShutdown.PhaseBeforeServiceUnbind);
        ExpectMsg(CoordinatedShutdown.PhaseServiceStop);
        ExpectMsg(CoordinatedShutdown.PhaseBeforeActorSystemTerminate);
        ExpectMsg(CoordinatedShutdown.PhaseActorSystemTerminate);
    }

    [Fact]
    public async Task It_runs_once_and_remembers_the_first_reason()
    {
        Note(CoordinatedShutdown.PhaseServiceStop);
        Assert.Null(Shut.ShutdownReason);
        var first = Shut.Run(CoordinatedShutdown.ClrExitReason.Instance);
        var second = Shut.Run(CoordinatedShutdown.UnknownReason.Instance);
        await Task.WhenAll(first, second);
        ExpectMsg(CoordinatedShutdown.PhaseServiceStop);
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, Shut.ShutdownReason);
    }

    [Fact]
    public async Task A_task_that_fails_is_logged_and_the_next_phase_runs()
    {
        Shut.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "bad", () => throw new InvalidOperationException("bad"));
        Note(CoordinatedShutdown.PhaseServiceStop);
        await EventFilter.Warning(contains: "Task [bad] failed in phase [service-unbind]")
            .ExpectOneAsync(() => Shut.Run(CoordinatedShutdown.UnknownReason.Instance));
        ExpectMsg(CoordinatedShutdown.PhaseServiceStop);
    }

    [Fact]
    public async Task A_phase_that_takes_too_long_is_left_and_its_token_cancelled()
    {
        var cancelled = new TaskCompletionSource<Done>(TaskCreationOptions.RunContinuationsAsynchronously);
        Shut.AddTask("quick", "hangs", limit =>
        {
            limit.Register(() => cancelled.TrySetResult(Done.Instance));
            return new TaskCompletionSource<Done>().Task;
        });
        await EventFilter.Warning(contains: "phase [quick] timed out").ExpectOneAsync(() => Shut.Run(CoordinatedShutdown.UnknownReason.Instance));
        await cancelled.Task;
    }

    [Fact]
    public async Task A_phase_without_recover_ends_the_shutdown_when_it_fails()
    {
        Shut.AddTask("strict", "bad", () => throw new InvalidOperationException("bad"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Shut.Run(CoordinatedShutdown.UnknownReason.Instance));
    }

    [Fact]
    public async Task It_can_begin_at_a_phase_and_skips_one_that_is_off()
    {
        Note(CoordinatedShutdown.PhaseServiceUnbind);
        Note("off");
        Note(CoordinatedShutdown.PhaseServiceStop);
        await Shut.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceStop);
        ExpectMsg(CoordinatedShutdown.PhaseServiceStop);
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void A_task_of_an_unknown_phase_is_refused() =>
        Assert.Throws<ConfigurationException>(() => Shut.AddTask("no such", "x", () => Task.FromResult(Done.Instance)));

    [Fact]
    public void Phases_in_a_circle_are_refused()
    {
        var config = ConfigurationFactory.ParseString("phases { a { depends-on = [b] }, b { depends-on = [a] } }, default-phase-timeout = 1s");
        Assert.Throws<ArgumentException>(() => Phase.InOrder(Phase.ReadAll(config)));
    }

    [Fact]
    public void Time_limits_come_from_the_configuration()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), Shut.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate));
        Assert.Equal(TimeSpan.FromMilliseconds(20), Shut.Timeout("quick"));
    }

    [Fact]
    public async Task Terminate_runs_the_phases_and_ends_the_system()
    {
        using var system = ActorSystem.Create("own", ConfigurationFactory.ParseString("akka.stdout-loglevel = OFF, akka.loglevel = OFF"));
        var ran = false;
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "note", () =>
        {
            ran = true;
            return Task.FromResult(Done.Instance);
        });
        await system.Terminate();
        Assert.True(ran);
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, CoordinatedShutdown.Get(system).ShutdownReason);
    }

    private void Note(string phase) => Shut.AddTask(phase, "note", () =>
    {
        TestActor.Tell(phase);
        return Task.FromResult(Done.Instance);
    });
}

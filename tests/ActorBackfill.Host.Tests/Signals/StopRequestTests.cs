using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Signals;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Signals;

public sealed class StopRequestTests
{
    private readonly RecordingTerminal _terminal = new();
    private readonly StopRequest _stop;
    private readonly List<StopStage> _stages = [];

    public StopRequestTests()
    {
        _stop = new StopRequest(_terminal.Terminal, TimeSpan.FromSeconds(30)) { InFlight = 12 };
        _stop.Changed += _stages.Add;
    }

    [Fact]
    public void The_first_interrupt_is_graceful_and_says_what_happens()
    {
        _stop.Interrupt();

        Assert.Equal([StopStage.Graceful], _stages);
        Assert.Equal(ExitCode.Interrupted, _stop.ExitCode);
        Assert.Equal(
            "Stopping: 12 units in flight, up to 30 s. Press Ctrl-C again to cancel them now (nothing is lost; they re-run on resume).",
            _terminal.ErrorLines[0]);
    }

    [Fact]
    public void The_second_interrupt_cancels_and_the_third_ends()
    {
        _stop.Interrupt();
        _stop.Interrupt();
        _stop.Interrupt();

        Assert.Equal([StopStage.Graceful, StopStage.Cancel, StopStage.Now], _stages);
    }

    [Fact]
    public void A_termination_is_graceful_and_a_second_one_cancels()
    {
        _stop.Terminate();
        _stop.Terminate();
        _stop.Terminate();

        Assert.Equal([StopStage.Graceful, StopStage.Cancel], _stages);
        Assert.Equal(ExitCode.Terminated, _stop.ExitCode);
    }

    [Fact]
    public void The_exit_code_is_of_the_first_signal()
    {
        _stop.Terminate();
        _stop.Interrupt();
        _stop.Interrupt();

        Assert.Equal(ExitCode.Terminated, _stop.ExitCode);
        Assert.Equal(StopStage.Cancel, _stop.Stage);
    }
}

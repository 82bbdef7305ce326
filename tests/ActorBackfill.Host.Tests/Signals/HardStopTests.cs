using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Signals;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Signals;

public sealed class HardStopTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly StopRequest _stop = new(new RecordingTerminal().Terminal, TimeSpan.FromSeconds(30));
    private readonly List<int> _exits = [];

    [Fact]
    public void A_cancelled_run_lives_less_than_two_seconds()
    {
        using var hardStop = new HardStop(_stop, _clock, _exits.Add);
        _stop.Interrupt();
        _stop.Interrupt();

        _clock.Advance(TimeSpan.FromSeconds(1.6));
        Assert.Empty(_exits);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal([ExitCode.Interrupted], _exits);
    }

    [Fact]
    public void A_third_interrupt_ends_at_once()
    {
        using var hardStop = new HardStop(_stop, _clock, _exits.Add);
        _stop.Interrupt();
        _stop.Interrupt();
        _stop.Interrupt();

        Assert.Equal([ExitCode.Interrupted], _exits);
    }

    [Fact]
    public void A_run_that_ends_in_time_is_left_alone()
    {
        var hardStop = new HardStop(_stop, _clock, _exits.Add);
        _stop.Interrupt();
        _stop.Interrupt();
        hardStop.Dispose();

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(_exits);
    }
}

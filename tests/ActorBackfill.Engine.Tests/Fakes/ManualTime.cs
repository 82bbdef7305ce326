using Akka.TestKit;

namespace ActorBackfill.Engine.Tests.Fakes;

/// <summary>The only clock of a test: what is read and what timers wait for.</summary>
internal sealed class ManualTime(TestScheduler scheduler) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + _elapsed;

    /// <summary>Moves time in steps small enough that timers started by timers fire in due order.</summary>
    public void Advance(TimeSpan by, TimeSpan? step = null)
    {
        for (var left = by; left > TimeSpan.Zero;)
        {
            var now = left < (step ?? by) ? left : step ?? by;
            _elapsed += now;
            scheduler.Advance(now);
            left -= now;
        }
    }
}

namespace ActorBackfill.Engine.Statistics;

/// <summary>Units a second over the last 30 seconds; over the whole time before that.</summary>
internal sealed class Throughput
{
    private const int WindowSeconds = 30;

    private readonly long[] _bySecond = new long[WindowSeconds + 1];
    private long _lastSecond;
    private TimeSpan? _first;

    /// <summary>Counts units.</summary>
    /// <param name="elapsed">Since the run began; never goes back.</param>
    /// <param name="units">How many.</param>
    public void Add(TimeSpan elapsed, long units)
    {
        _first ??= elapsed;
        Forget((long)elapsed.TotalSeconds);
        _bySecond[(long)elapsed.TotalSeconds % _bySecond.Length] += units;
    }

    /// <summary>Gets the rate; 0 before the first unit.</summary>
    /// <param name="elapsed">Since the run began.</param>
    public double PerSecond(TimeSpan elapsed)
    {
        if (_first is null)
        {
            return 0;
        }

        Forget((long)elapsed.TotalSeconds);
        var window = Math.Min(elapsed.TotalSeconds, WindowSeconds + (elapsed.TotalSeconds % 1));
        return _bySecond.Sum() / Math.Max(window, 0.001);
    }

    private void Forget(long second)
    {
        for (var s = Math.Max(_lastSecond + 1, second - WindowSeconds); s <= second; s++)
        {
            _bySecond[s % _bySecond.Length] = 0;
        }

        _lastSecond = second;
    }
}

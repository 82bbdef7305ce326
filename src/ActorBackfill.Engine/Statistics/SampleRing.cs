using System.Collections.Immutable;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Engine.Statistics;

/// <summary>The last stretches of a run, all of one length.</summary>
/// <param name="width">That length.</param>
/// <param name="most">How many are kept.</param>
internal sealed class SampleRing(TimeSpan width, int most)
{
    // One more for the stretch that goes on.
    private readonly RunSample[] _samples = new RunSample[most + 1];
    private long _last;

    /// <summary>Adds what has ended.</summary>
    /// <param name="elapsed">Since the run began; never goes back.</param>
    /// <param name="ended">How much.</param>
    public void Add(TimeSpan elapsed, RunSample ended)
    {
        Pass(elapsed);
        ref var now = ref _samples[_last % _samples.Length];
        now = now.And(ended);
    }

    /// <summary>Gets the stretches that are over.</summary>
    /// <param name="elapsed">Since the run began.</param>
    public SampleSeries At(TimeSpan elapsed)
    {
        Pass(elapsed);
        var first = Math.Max(0, _last - most);
        var samples = ImmutableArray.CreateBuilder<RunSample>((int)(_last - first));
        for (var number = first; number < _last; number++)
        {
            samples.Add(_samples[number % _samples.Length]);
        }

        return new SampleSeries(width.TotalSeconds, first * width.TotalSeconds, samples.MoveToImmutable());
    }

    private void Pass(TimeSpan elapsed)
    {
        var now = elapsed.Ticks / width.Ticks;
        for (var number = Math.Max(_last + 1, now - most); number <= now; number++)
        {
            _samples[number % _samples.Length] = default;
        }

        _last = Math.Max(_last, now);
    }
}

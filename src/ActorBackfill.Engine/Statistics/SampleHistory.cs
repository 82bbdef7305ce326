using System.Collections.Immutable;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Engine.Statistics;

/// <summary>
/// How fast a run was, in bounded memory however long it lasts: the last minute by the second, the last 15 minutes by 5 seconds, and all of it in at
/// most 240 stretches, whose length doubles whenever they are full. Kept by the run, so that whoever looks first sees what was before.
/// </summary>
internal sealed class SampleHistory
{
    private const int MostOfAll = 240;

    private readonly SampleRing _minute = new(TimeSpan.FromSeconds(1), 60);
    private readonly SampleRing _quarter = new(TimeSpan.FromSeconds(5), 180);
    private readonly List<RunSample> _all = [];
    private TimeSpan _width = TimeSpan.FromSeconds(1);

    /// <summary>Adds what has ended.</summary>
    /// <param name="elapsed">Since the run began; never goes back.</param>
    /// <param name="ended">How much.</param>
    public void Add(TimeSpan elapsed, RunSample ended)
    {
        _minute.Add(elapsed, ended);
        _quarter.Add(elapsed, ended);
        Pass(elapsed);
        _all[^1] = _all[^1].And(ended);
    }

    /// <summary>Gets the last minute, the last 15 minutes, and all.</summary>
    /// <param name="elapsed">Since the run began.</param>
    public ImmutableArray<SampleSeries> At(TimeSpan elapsed)
    {
        Pass(elapsed);
        return [_minute.At(elapsed), _quarter.At(elapsed), new SampleSeries(_width.TotalSeconds, 0, [.. _all.Take(_all.Count - 1)])];
    }

    private void Pass(TimeSpan elapsed)
    {
        while (elapsed.Ticks / _width.Ticks > MostOfAll)
        {
            Halve();
        }

        while (_all.Count <= elapsed.Ticks / _width.Ticks)
        {
            _all.Add(default);
        }
    }

    private void Halve()
    {
        for (var i = 0; i < _all.Count; i += 2)
        {
            _all[i / 2] = i + 1 < _all.Count ? _all[i].And(_all[i + 1]) : _all[i];
        }

        _all.RemoveRange((_all.Count + 1) / 2, _all.Count / 2);
        _width *= 2;
    }
}

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>
/// What has ended since the run began, as at most 64 stretches of time with at most 96 sampled units each, however long the run. A stretch
/// is twice as long whenever there would be too many.
/// </summary>
/// <param name="random">Chooses the samples; seeded, so that the same run gives the same estimates.</param>
internal sealed class EtaHistory(Random random)
{
    private const int MaxStretches = 64;
    private const int SamplesAStretch = 96;

    private readonly List<Stretch> _stretches = [];
    private double _length = 0.05;

    /// <summary>Gets the stretches, oldest first; the last one may not be over.</summary>
    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>Gets how many units have ended.</summary>
    public long Count { get; private set; }

    /// <summary>Forgets what has ended so far.</summary>
    public void Restart()
    {
        _stretches.Clear();
        Count = 0;
    }

    /// <summary>Notes a unit.</summary>
    /// <param name="at">When it ended, in seconds since the run began.</param>
    /// <param name="workers">Workers at that time.</param>
    /// <param name="measure">Makes the sample; only called for units that are kept.</param>
    public void Add(double at, int workers, Func<MeasuredUnit> measure)
    {
        var stretch = At(at, workers);
        stretch.Count++;
        Count++;
        if (stretch.Samples.Count < SamplesAStretch)
        {
            stretch.Samples.Add(measure());
        }
        else if (random.NextInt64(stretch.Count) is var place && place < SamplesAStretch)
        {
            stretch.Samples[(int)place] = measure();
        }
    }

    private Stretch At(double at, int workers)
    {
        var number = (long)(at / _length);
        if (_stretches.Count > 0 && _stretches[^1].Number >= number)
        {
            return _stretches[^1];
        }

        while (_stretches.Count > 0 && number - _stretches[0].Number >= MaxStretches)
        {
            Halve();
            number = (long)(at / _length);
        }

        // Time in which nothing ended belongs to what ended next: a run that has not begun at 0 has none before it.
        _stretches.Add(new Stretch { Number = number, Workers = workers });
        return _stretches[^1];
    }

    private void Halve()
    {
        _length *= 2;
        var kept = 0;
        for (var i = 0; i < _stretches.Count; i++)
        {
            var stretch = _stretches[i];
            stretch.Number /= 2;
            if (kept > 0 && _stretches[kept - 1].Number == stretch.Number)
            {
                Merge(_stretches[kept - 1], stretch);
            }
            else
            {
                _stretches[kept++] = stretch;
            }
        }

        _stretches.RemoveRange(kept, _stretches.Count - kept);
    }

    private void Merge(Stretch into, Stretch from)
    {
        // Each keeps as many as its share of the units, so that the sample stays one of all.
        var most = Math.Min(SamplesAStretch, into.Samples.Count + from.Samples.Count);
        var first = (int)Math.Round(most * (double)into.Count / (into.Count + from.Count));
        first = Math.Clamp(first, most - Math.Min(most, from.Samples.Count), Math.Min(most, into.Samples.Count));
        Thin(into.Samples, first);
        Thin(from.Samples, most - first);
        into.Samples.AddRange(from.Samples);
        into.Count += from.Count;
        into.Workers = from.Workers;
    }

    private void Thin(List<MeasuredUnit> samples, int most)
    {
        while (samples.Count > most)
        {
            var place = random.Next(samples.Count);
            samples[place] = samples[^1];
            samples.RemoveAt(samples.Count - 1);
        }
    }

    /// <summary>Gets the length of one stretch in seconds.</summary>
    public double Length => _length;

    internal sealed class Stretch
    {
        public long Number { get; set; }

        public long Count { get; set; }

        public int Workers { get; set; }

        public List<MeasuredUnit> Samples { get; } = [];

        // How many ended units one sample stands for.
        public double Weight => (double)Count / Samples.Count;
    }
}

using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Metrics;

/// <summary>What the runs of one job add up to. Not thread safe: <see cref="BackfillMeter"/> holds its lock.</summary>
internal sealed class MeteredJob
{
    private readonly double[][] _ended = Zeros();
    private readonly Dictionary<MeteredRun, (RunProgress? Latest, double[][] Highest)> _runs = new(ReferenceEqualityComparer.Instance);

    /// <summary>A run begins.</summary>
    public void Add(MeteredRun run) => _runs.Add(run, (null, Zeros()));

    /// <summary>A run is so far.</summary>
    public void Update(MeteredRun run, RunProgress progress)
    {
        if (!_runs.TryGetValue(run, out var known))
        {
            return;
        }

        _runs[run] = (progress, known.Highest);
        for (var n = 0; n < RunInstruments.All.Length; n++)
        {
            for (var i = 0; i < known.Highest[n].Length; i++)
            {
                // What a worker did is found out late at times, and moves from one reason to another: a counter stands still until it is made up for.
                known.Highest[n][i] = Math.Max(known.Highest[n][i], RunInstruments.All[n].Read(progress, i));
            }
        }
    }

    /// <summary>A run has ended: what it counted stays.</summary>
    public void Remove(MeteredRun run)
    {
        if (!_runs.Remove(run, out var known))
        {
            return;
        }

        for (var n = 0; n < _ended.Length; n++)
        {
            for (var i = 0; i < _ended[n].Length; i++)
            {
                _ended[n][i] += known.Highest[n][i];
            }
        }
    }

    /// <summary>Gets a value.</summary>
    /// <param name="n">The instrument's position.</param>
    /// <param name="i">The value's.</param>
    /// <returns>NaN when there is none.</returns>
    public double Value(int n, int i) => RunInstruments.All[n].Kind switch
    {
        InstrumentKind.Counter => _ended[n][i] + _runs.Values.Sum(r => r.Highest[n][i]),
        InstrumentKind.Level => Now(n, i).Sum(),
        _ => Now(n, i).DefaultIfEmpty(double.NaN).Max(),
    };

    private IEnumerable<double> Now(int n, int i) => _runs.Values.Where(r => r.Latest is not null).Select(r => RunInstruments.All[n].Read(r.Latest!, i));

    private static double[][] Zeros() => [.. RunInstruments.All.Select(i => new double[i.Count])];
}

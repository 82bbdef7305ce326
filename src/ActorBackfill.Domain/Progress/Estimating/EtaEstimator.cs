using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>
/// Says how long a run will still take, as an 80 % interval: simulates the rest of the plan 64 times, with costs from measured durations by
/// dimension value, workers, waves and what is in flight, and scales by what the past took against the same model. Seeded: the same run
/// gives the same interval. Bounded: at most 6,144 samples are kept and 1,024 units looked at. Not thread safe.
/// See <c>docs/decisions/0011b-an-interval-for-the-end.md</c>.
/// </summary>
public sealed class EtaEstimator
{
    private const int Seed = 20251;
    private const int LeastEnded = 3;

    // Below so many units a worker the end of a wave, with its idle workers, is what decides: the past is compared wave by wave.
    private const int SmallWave = 8;
    private const int MostBlocks = 12;

    private readonly Plan _plan;
    private readonly EtaRemaining _remaining;
    private readonly EtaHistory _history = new(new Random(Seed));
    private readonly EtaWaves _waves;
    private bool _isWarm;
    private double _warmAt;

    /// <summary>Creates an estimator at the start of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="start">What the journal said at the start; only read.</param>
    /// <param name="runsAgain">Whether settled units run again.</param>
    /// <param name="isLimited">Whether only the first of them are dealt.</param>
    public EtaEstimator(Plan plan, CheckpointState start, bool runsAgain = false, bool isLimited = false)
    {
        _plan = plan;
        _remaining = new EtaRemaining(plan, start, runsAgain, isLimited);
        _waves = new EtaWaves(plan);
    }

    /// <summary>Notes that a unit has ended, well or not.</summary>
    /// <param name="ordinal">Which.</param>
    /// <param name="took">How long its last attempt took.</param>
    /// <param name="at">How long the run had worked then: pauses are left out. Never goes back.</param>
    /// <param name="workers">Workers at that time, at least 1.</param>
    public void Ended(long ordinal, TimeSpan took, TimeSpan at, int workers)
    {
        if (_plan.IndexOfOrdinal(ordinal) is >= 0 and var index && _remaining.End(ordinal))
        {
            Begin(at, workers);
            _history.Add(at.TotalSeconds, workers, () => new MeasuredUnit(_plan.UnitAt(index).Values, took.TotalSeconds));
            _waves.Add(_plan.WaveOf(index), at.TotalSeconds, workers);
        }
    }

    // The first unit of every worker pays for what is made once: it says little of the others, and its time is left out of theirs.
    private void Begin(TimeSpan at, int workers)
    {
        if (!_isWarm && _history.Count >= workers)
        {
            (_isWarm, _warmAt) = (true, at.TotalSeconds);
            _history.Restart();
        }
    }

    /// <summary>Gets the interval; null when too little has ended to say anything.</summary>
    /// <param name="now">The instant.</param>
    public EtaInterval? Estimate(EtaNow now)
    {
        if (now.Left <= 0)
        {
            return new EtaInterval(TimeSpan.Zero, TimeSpan.Zero);
        }

        if (_history.Count < LeastEnded)
        {
            return null;
        }

        var costs = EtaCosts.Learn([.. _history.Stretches.SelectMany(s => s.Samples.Select(u => (u, s.Weight)))]);
        string? ClassOf(long index) => costs.ClassOf(_plan.UnitAt(index).Values);
        var byWave = _plan.WaveCount > 1 && _plan.WaveSize < SmallWave * (long)now.Workers;
        var rest = _remaining.Rest(now, ClassOf, byWave);
        var simulation = new EtaSimulation(costs, now, Seed);
        var past = byWave ? _waves.Blocks(simulation, ClassOf, _remaining.Runs) : Past(costs, now);
        return simulation.Interval(rest, [.. now.Running.Select(r => ClassOf(r.Index))], past);
    }

    // By time: workers times seconds against the costs of what ended in them.
    private List<EtaBlock> Past(EtaCosts costs, EtaNow now)
    {
        var least = Math.Max(4L * now.Workers, _history.Count / MostBlocks);
        var blocks = new List<EtaBlock>();
        // What was in flight when a stretch ended counts in the next; only the first has none from before.
        var (work, units, from) = (_isWarm ? 0 : costs.MeanAge, 0L, _warmAt);
        foreach (var stretch in _history.Stretches)
        {
            work += stretch.Weight * stretch.Samples.Sum(s => costs.Of(costs.ClassOf(s.Values)).Mean) / Math.Max(1, stretch.Workers);
            units += stretch.Count;
            var end = Math.Min((stretch.Number + 1) * _history.Length, now.Elapsed.TotalSeconds);
            if (units >= least && end > from)
            {
                blocks.Add(new EtaBlock(work, end - from, units));
                (work, units, from) = (0, 0, end);
            }
        }

        var open = now.Elapsed.TotalSeconds - from;
        if (open > 0 && (units > 0 || blocks.Count > 0))
        {
            AddOpen(blocks, new EtaBlock(work, open, units), isLong: units * 2 >= least);
        }

        return blocks;
    }

    private static void AddOpen(List<EtaBlock> blocks, EtaBlock open, bool isLong)
    {
        if (isLong || blocks.Count == 0)
        {
            blocks.Add(open);
        }
        else
        {
            blocks[^1] = new EtaBlock(blocks[^1].Work + open.Work, blocks[^1].Took + open.Took, blocks[^1].Units + open.Units);
        }
    }
}

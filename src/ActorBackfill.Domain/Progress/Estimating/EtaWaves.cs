using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>When which wave was over: at most 128 marks, every second one forgotten whenever there would be more. Owned by one estimator.</summary>
/// <param name="plan">The plan.</param>
internal sealed class EtaWaves(Plan plan)
{
    private const int MostMarks = 128;
    private const int MostBlocks = 12;
    private const int WavesABlock = 3;

    private readonly List<Mark> _marks = [];
    private Mark? _now;
    private long _first;

    /// <summary>Notes the end of a unit.</summary>
    /// <param name="wave">Its wave.</param>
    /// <param name="at">When, in seconds since the run began.</param>
    /// <param name="workers">Workers at that time.</param>
    public void Add(long wave, double at, int workers)
    {
        if (_now is null)
        {
            _first = wave;
        }
        else if (wave > _now.Wave)
        {
            _marks.Add(_now with { Wave = wave });
            Thin();
        }

        _now = new Mark(Math.Max(wave, _now?.Wave ?? 0), at, workers);
    }

    /// <summary>Gets the waves that are over, some together, against what the model says of them.</summary>
    /// <param name="simulation">The model.</param>
    /// <param name="classOf">The class of a unit.</param>
    /// <param name="runs">Whether a unit is part of the run.</param>
    public List<EtaBlock> Blocks(EtaSimulation simulation, Func<long, string?> classOf, Func<long, bool> runs)
    {
        var blocks = new List<EtaBlock>();
        var each = (_marks.Count + MostBlocks - 1) / MostBlocks;
        var (from, at) = (_first, 0.0);
        for (var i = each - 1; i >= 0 && i < _marks.Count; i += each)
        {
            var mark = _marks[i];
            blocks.Add(new EtaBlock(Work(from, mark, simulation, classOf, runs), mark.At - at, (mark.Wave - from) * plan.WaveSize));
            (from, at) = (mark.Wave, mark.At);
        }

        return [.. blocks.Where(b => b is { Work: > 0, Took: > 0 })];
    }

    private double Work(long from, Mark to, EtaSimulation simulation, Func<long, string?> classOf, Func<long, bool> runs)
    {
        var waves = to.Wave - from;
        var sampled = (int)Math.Min(waves, WavesABlock);
        var work = 0.0;
        for (var i = 0; i < sampled; i++)
        {
            var classes = WaveRange.Of(plan, from + (waves * i / sampled)).Where(runs).Select(classOf).ToList();
            work += classes.Count == 0 ? 0 : simulation.Expected(new EtaWave(classes.Count, classes), to.Workers);
        }

        return work * waves / sampled;
    }

    private void Thin()
    {
        for (var i = _marks.Count - 2; _marks.Count > MostMarks && i >= 0; i -= 2)
        {
            _marks.RemoveAt(i);
        }
    }

    // The waves before this one were over then.
    private sealed record Mark(long Wave, double At, int Workers);
}

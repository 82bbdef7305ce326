using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>Which units of a plan are still to be done. A large rest is sampled evenly. Owned by one estimator.</summary>
/// <param name="plan">The plan.</param>
/// <param name="start">What the journal said at the start; only read.</param>
/// <param name="runsAgain">Whether settled units run again.</param>
/// <param name="isLimited">Whether only the first of them are dealt.</param>
internal sealed class EtaRemaining(Plan plan, CheckpointState start, bool runsAgain, bool isLimited)
{
    private const int MostSamples = 1_024;
    private const int MostWaves = 24;
    private const int MostOfAWave = 512;

    private readonly OrdinalSet _ended = new();
    private long _first;

    /// <summary>Notes that a unit has ended; false when it had before.</summary>
    /// <param name="ordinal">Which.</param>
    public bool End(long ordinal) => _ended.Add(ordinal);

    /// <summary>Gets whether a unit is part of the run at all.</summary>
    /// <param name="index">Its place in the plan.</param>
    public bool Runs(long index) => Runs(index, plan.OrdinalAt(index));

    /// <summary>Gets what is left.</summary>
    /// <param name="now">How many units are left, and which of them workers hold.</param>
    /// <param name="classOf">The class of a unit.</param>
    /// <param name="byWave">Whether waves are so small that each of them matters.</param>
    public EtaRest Rest(EtaNow now, Func<long, string?> classOf, bool byWave)
    {
        while (_first < plan.Count && !IsLeft(_first))
        {
            _first++;
        }

        var running = now.Running.Select(r => r.Index).ToHashSet();
        var left = Math.Max(0, now.Left - running.Count);
        return byWave ? ByWave(left, running, classOf) : Sampled(left, running, classOf);
    }

    private EtaRest ByWave(long left, HashSet<long> running, Func<long, string?> classOf)
    {
        var wave = plan.WaveOf(Math.Min(_first, plan.Count - 1));
        var current = Wave(wave, running, classOf);
        var others = plan.WaveCount - wave - 1;
        var later = new List<EtaWave>();
        for (var i = 0; i < Math.Min(others, MostWaves); i++)
        {
            later.Add(Wave(wave + 1 + (others * i / Math.Min(others, MostWaves)), running, classOf));
        }

        later.RemoveAll(w => w.Units == 0);
        var rest = Math.Max(0, left - current.Units);
        return new EtaRest(current, later.Count == 0 ? 0 : rest / later.Average(w => w.Units), later);
    }

    private EtaWave Wave(long wave, HashSet<long> running, Func<long, string?> classOf)
    {
        var classes = new List<string?>();
        var units = 0L;
        foreach (var index in WaveRange.Of(plan, wave))
        {
            if (IsLeft(index) && !running.Contains(index))
            {
                units++;
                if (classes.Count < MostOfAWave)
                {
                    classes.Add(classOf(index));
                }
            }
        }

        return new EtaWave(units, classes);
    }

    private EtaRest Sampled(long left, HashSet<long> running, Func<long, string?> classOf)
    {
        var indexes = Sample(left + running.Count).Where(i => !running.Contains(i)).ToList();
        var each = indexes.Count == 0 ? 0 : (double)left / indexes.Count;
        var wave = plan.WaveOf(Math.Min(_first, plan.Count - 1));
        var current = indexes.Where(i => plan.WaveOf(i) == wave).Select(classOf).ToList();
        var later = indexes.Where(i => plan.WaveOf(i) != wave).Select(classOf).ToList();
        var waves = later.Count == 0 ? 0 : Math.Max(1, Math.Min(plan.WaveCount - wave - 1, Math.Round(later.Count * each / plan.WaveSize)));
        return new EtaRest(
            new EtaWave(current.Count * each, current), waves, waves == 0 ? [] : [new EtaWave(later.Count * each / waves, later)]);
    }

    private List<long> Sample(long left)
    {
        var sampled = new List<long>(MostSamples * 2);
        var rest = plan.Count - _first;
        // The first units are looked at one by one where they are all that will be dealt.
        var step = isLimited ? Math.Max(1, left / (2.0 * MostSamples)) : Math.Max(1, rest / (2.0 * MostSamples));
        for (var at = 0.0; at < rest && sampled.Count < 2 * MostSamples; at += step)
        {
            var index = _first + (long)at;
            if (IsLeft(index))
            {
                sampled.Add(index);
            }

            if (isLimited && sampled.Count * step >= left)
            {
                break;
            }
        }

        return sampled.Count <= MostSamples ? sampled : [.. sampled.Where((_, i) => i % 2 == 0)];
    }

    private bool IsLeft(long index)
    {
        var ordinal = plan.OrdinalAt(index);
        return Runs(index, ordinal) && !_ended.Contains(ordinal);
    }

    private bool Runs(long index, long ordinal) => runsAgain || start.IsReopened(ordinal) || start.OutcomeOf(ordinal) switch
    {
        null or UnitOutcome.Failed => true,
        UnitOutcome.Done or UnitOutcome.Empty => plan.IsOpenAt(index),
        _ => false,
    };
}

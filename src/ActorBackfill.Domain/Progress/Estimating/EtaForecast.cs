using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>
/// What a run that has not begun will take, from what earlier runs measured: the model of <see cref="EtaEstimator"/>, with costs by dimension
/// value, workers and waves, and no past of its own to compare it with.
/// </summary>
/// <param name="Time">The time to expect.</param>
/// <param name="Interval">Where four of five such runs end; as wide as a model without a past is uncertain.</param>
/// <param name="Units">Measured units of this plan.</param>
/// <param name="By">The dimensions whose values make units differ; null when none does.</param>
/// <param name="Fastest">The value whose units take least, and how many seconds; null without <see cref="By"/>.</param>
/// <param name="Slowest">The value whose units take most; null without <see cref="By"/>.</param>
public sealed record EtaForecast(
    TimeSpan Time, EtaInterval Interval, long Units, string? By, (string Value, double Seconds)? Fastest, (string Value, double Seconds)? Slowest)
{
    private const int Seed = 20251;
    private const int LeastMeasured = 3;
    private const int MostSamples = 6_144;
    private const int SmallWave = 8;

    /// <summary>Gets the forecast; null when too few units of the plan were measured.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">What the journal says.</param>
    /// <param name="runsAgain">Whether settled units run again.</param>
    /// <param name="isLimited">Whether only the first of those that are left are dealt.</param>
    /// <param name="measured">Ordinal and milliseconds of settled units; those that are not of the plan are passed over.</param>
    /// <param name="now">Workers, units that are left, and the source's rate.</param>
    public static EtaForecast? Of(
        Plan plan, CheckpointState state, bool runsAgain, bool isLimited, IReadOnlyList<(long Ordinal, int Milliseconds)> measured, EtaNow now)
    {
        var known = measured.Where(m => plan.IndexOfOrdinal(m.Ordinal) >= 0).ToList();
        if (known.Count < LeastMeasured || now.Left <= 0)
        {
            return null;
        }

        var step = Math.Max(1, (known.Count + MostSamples - 1) / MostSamples);
        var costs = EtaCosts.Learn(
            [.. known.Where((_, i) => i % step == 0).Select(m => (new MeasuredUnit(plan.UnitAt(plan.IndexOfOrdinal(m.Ordinal)).Values, m.Milliseconds / 1000.0), (double)step))]);
        var byWave = plan.WaveCount > 1 && plan.WaveSize < SmallWave * (long)now.Workers;
        var rest = new EtaRemaining(plan, state, runsAgain, isLimited).Rest(now, index => costs.ClassOf(plan.UnitAt(index).Values), byWave);
        var simulation = new EtaSimulation(costs, now, Seed);
        var time = TimeSpan.FromSeconds(Math.Min(simulation.Expected(rest), TimeSpan.FromDays(36_500).TotalSeconds));
        var classes = costs.By is null ? [] : costs.Classes.OrderBy(c => c.Seconds).Select(c => (c.Name.Replace('\n', '/'), c.Seconds)).ToList();
        return new EtaForecast(time, simulation.Interval(rest, [], []), known.Count, costs.By, classes.Count == 0 ? null : classes[0], classes.Count == 0 ? null : classes[^1]);
    }
}

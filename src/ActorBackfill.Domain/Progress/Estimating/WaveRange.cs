using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>Where a wave's units stand in a plan of which only some may be selected.</summary>
internal static class WaveRange
{
    /// <summary>Gets the places of a wave's units, none when no unit of it is in the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="wave">From 0.</param>
    public static IEnumerable<long> Of(Plan plan, long wave)
    {
        var (low, high) = (0L, plan.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = plan.WaveOf(middle) < wave ? (middle + 1, high) : (low, middle);
        }

        for (var index = low; index < plan.Count && plan.WaveOf(index) == wave; index++)
        {
            yield return index;
        }
    }
}

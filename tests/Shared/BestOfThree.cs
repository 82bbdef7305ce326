using System.Globalization;

namespace ActorBackfill.Tests.Shared;

/// <summary>
/// Holds a promise about speed or about instants against a machine that others use too. What they do only takes away from a figure and never
/// adds to it, so that one measurement of three that keeps the promise has kept it.
/// </summary>
internal static class BestOfThree
{
    // Whatever is promised is promised where there are processors to do it with.
    private const double Busy = 0.5;

    /// <summary>Measures until the promise is kept, three times at most; skips the test where the machine had no processor to spare meanwhile.</summary>
    /// <param name="measure">Gets what was seen instead of what is promised; null when the promise was kept. Its argument is how often was measured before.</param>
    public static async Task MeasureAsync(Func<int, Task<string?>> measure)
    {
        var (taken, all) = Processors();
        var seen = new List<string>();
        while (seen.Count < 3)
        {
            if (await measure(seen.Count) is not { } missed)
            {
                return;
            }

            seen.Add(missed);
        }

        var (takenNow, allNow) = Processors();
        var share = allNow > all ? (takenNow - taken) / (double)(allNow - all) : 0;
        var text = string.Join("; ", seen);
        Skip.If(share > Busy, string.Create(CultureInfo.InvariantCulture, $"the machine is too busy, {share:P0} of its processors' time was taken: {text}"));
        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{text} ({share:P0} of the processors' time was taken)"));
    }

    // The time of all processors since the machine began, and what of it was somebody's, or waited for a disk; nothing where it is not told.
    private static (long Taken, long All) Processors()
    {
        if (!File.Exists("/proc/stat"))
        {
            return (0, 0);
        }

        // "cpu  user nice system idle iowait irq softirq steal ..."
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToList();
        return (times.Sum() - times[3], times.Sum());
    }
}

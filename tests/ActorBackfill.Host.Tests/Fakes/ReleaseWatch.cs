using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Domain.Budgets;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>When a budget that processes share let its requests go.</summary>
internal static class ReleaseWatch
{
    // What the budget releases within so long is one entry of its memory, and grows while it is the last.
    private const long Grain = TimeSpan.TicksPerSecond / 256;

    /// <summary>
    /// Gets the times of all releases until it is told to end. The budget remembers the last second; a look every 0.3 s misses nothing where
    /// the machine lets it look.
    /// </summary>
    /// <param name="budgets">The folder of the budgets.</param>
    /// <param name="address">The source whose budget it is, unless it has a name.</param>
    /// <param name="end">Cancelled at the end.</param>
    /// <param name="name">The budget's name; null means that its job file gives none.</param>
    public static async Task<IReadOnlyList<TimeSpan>> UntilAsync(string budgets, string address, CancellationToken end, string? name = null)
    {
        var released = new Dictionary<long, Started>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.3));
        var isOver = false;
        while (!isOver)
        {
            try
            {
                await timer.WaitForNextTickAsync(end);
            }
            catch (OperationCanceledException)
            {
                isOver = true;
            }

            foreach (var started in SqliteBudget.Read(budgets, BudgetDirectory.NameOf(name, new Uri(address)))?.Pace.Recent ?? [])
            {
                released[started.At.Ticks / Grain] = started;
            }
        }

        return [.. released.Values.SelectMany(s => Enumerable.Repeat(s.At, s.Count)).Order()];
    }

    /// <summary>Gets the most of ascending times within any second.</summary>
    public static int MostInASecond(IReadOnlyList<TimeSpan> times)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= TimeSpan.FromSeconds(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}

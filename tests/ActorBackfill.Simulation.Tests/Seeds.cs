using System.Globalization;
using ActorBackfill.Simulation.Tests.Checks;
using ActorBackfill.Simulation.Tests.World;

namespace ActorBackfill.Simulation.Tests;

/// <summary>Runs many seeds, each on one thread of its own. <c>AB_SEED</c> names one, <c>AB_SEEDS</c> says how many.</summary>
internal static class Seeds
{
    /// <summary>What the environment asks for, or so many.</summary>
    public static IEnumerable<long> Chosen(int count)
    {
        if (Environment.GetEnvironmentVariable("AB_SEED") is { Length: > 0 } one)
        {
            return [long.Parse(one, CultureInfo.InvariantCulture)];
        }

        return UpTo(Environment.GetEnvironmentVariable("AB_SEEDS") is { Length: > 0 } many ? int.Parse(many, CultureInfo.InvariantCulture) : count);
    }

    public static IEnumerable<long> UpTo(int count) => Enumerable.Range(1, count).Select(i => (long)i);

    /// <summary>Fails with the first violation, told in full.</summary>
    public static void Pass(SimulationOptions options, IEnumerable<long> seeds)
    {
        if (FirstViolation(options, seeds) is { } violation)
        {
            Assert.Fail(violation);
        }
    }

    /// <summary>Runs seeds until one shows a violation.</summary>
    /// <returns>The one of the lowest seed among those found, told in full; null when none shows one.</returns>
    public static string? FirstViolation(SimulationOptions options, IEnumerable<long> seeds)
    {
        var queue = new Queue<long>(seeds);
        var found = new List<Violation>();
        OnThreads(Environment.ProcessorCount, Work);
        return found.MinBy(v => v.Seed) is { } first ? Told(first.Seed, options) : null;

        void Work()
        {
            while (Next() is { } seed)
            {
                try
                {
                    SeedRun.Run(seed, options);
                }
                catch (Violation violation)
                {
                    lock (queue)
                    {
                        found.Add(violation);
                        queue.Clear();
                    }
                }
            }
        }

        long? Next()
        {
            lock (queue)
            {
                return queue.TryDequeue(out var seed) ? seed : null;
            }
        }
    }

    /// <summary>Runs a seed.</summary>
    public static SimulatedWorld Run(long seed, SimulationOptions? options = null)
    {
        SimulatedWorld? world = null;
        OnThreads(1, () => world = SeedRun.Run(seed, options));
        return world!;
    }

    // Again, with its story.
    private static string Told(long seed, SimulationOptions options)
    {
        var told = $"AB_SEED={seed} showed a violation, and the same seed again did not";
        OnThreads(1, () =>
        {
            try
            {
                SeedRun.Run(seed, options with { KeepsText = true });
            }
            catch (Violation violation)
            {
                told = violation.Message;
            }
        });
        return told;
    }

    // A test's own thread has a context that takes continuations away to other threads.
    private static void OnThreads(int count, Action work)
    {
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(() => work()) { IsBackground = true }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }
}

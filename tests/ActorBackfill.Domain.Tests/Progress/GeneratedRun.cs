using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Domain.Tests.Progress;

/// <summary>Runs a plan as an engine would, in no time: whoever is free takes the next unit, waves wait, starts keep to a rate.</summary>
internal sealed class GeneratedRun
{
    public required ImmutableArray<DimensionDefinition> Dimensions { get; init; }

    /// <summary>Seconds of work of a unit at its place, the share of the plan before it, and chance.</summary>
    public required Func<PlanUnit, double, Random, double> Seconds { get; init; }

    public int Workers { get; init; } = 8;

    /// <summary>Workers at a time; null means always as many.</summary>
    public Func<double, int>? WorkersAt { get; init; }

    /// <summary>Starts a second; null means any number.</summary>
    public double? Rate { get; init; }

    /// <summary>Share of attempts that fail; the unit is tried again after 2 s.</summary>
    public double Failing { get; init; }

    public PastRun Play(int seed)
    {
        var random = new Random(seed);
        var plan = Plan.Create(Dimensions, new ValueRegistry(), new DateOnly(2030, 1, 1));
        var units = new List<PastUnit>();
        var barrier = 0.0;
        var nextStart = 0.0;
        for (var wave = 0L; wave < plan.WaveCount; wave++)
        {
            var free = new PriorityQueue<int, double>(Enumerable.Range(0, 64).Where(w => w < WorkersOf(barrier)).Select(w => (w, barrier)));
            var due = new PriorityQueue<long, double>(Enumerable.Range(0, (int)plan.WaveSize).Select(i => (i + (wave * plan.WaveSize), 0.0)).Select(p => (p.Item1, (p.Item1 * 1e-12) - 1)));
            while (due.TryDequeue(out var index, out var dueAt))
            {
                var (worker, at) = Free(free);
                var taken = Math.Max(at, dueAt);
                var start = Rate is { } rate ? nextStart = Math.Max(taken, nextStart + (1 / rate)) : taken;
                var unit = plan.UnitAt(index);
                var end = start + Math.Max(0.001, Seconds(unit, (double)index / plan.Count, random));
                Free(free, worker, end);
                if (random.NextDouble() < Failing)
                {
                    due.Enqueue(index, end + (2 * random.NextDouble()));
                    continue;
                }

                // The wait for the rate is part of what is measured.
                units.Add(new PastUnit(unit.Ordinal, TimeSpan.FromSeconds(end - taken), TimeSpan.FromSeconds(end)));
                barrier = Math.Max(barrier, end);
            }
        }

        var after = units.OrderBy(u => u.At).ToImmutableArray();
        return new PastRun(plan, new CheckpointState(), after, at => WorkersOf(at.TotalSeconds)) { RequestsPerSecond = Rate, RequestsPerUnit = 1 };
    }

    private int WorkersOf(double at) => WorkersAt?.Invoke(at) ?? Workers;

    // A worker that is being taken away takes no other unit; one that is new begins now.
    private (int Worker, double At) Free(PriorityQueue<int, double> free)
    {
        while (true)
        {
            free.TryDequeue(out var worker, out var at);
            var wanted = WorkersOf(at);
            if (free.Count + 1 > wanted && free.Count > 0)
            {
                continue;
            }

            while (free.Count + 1 < wanted)
            {
                free.Enqueue(free.Count + 1, at);
            }

            return (worker, at);
        }
    }

    private static void Free(PriorityQueue<int, double> free, int worker, double at) => free.Enqueue(worker, at);
}

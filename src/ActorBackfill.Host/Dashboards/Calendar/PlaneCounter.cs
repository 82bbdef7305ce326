using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>Counts the bits of the read model's planes: a unit's ordinal is made of its coordinates, so that neighbours of a dimension are counted at once.</summary>
/// <param name="model">The job's units.</param>
/// <param name="running">The units that are being worked on.</param>
internal sealed class PlaneCounter(ReadModel model, ImmutableArray<long> running) : ICountCells
{
    // Most units of a plan are done, sooner or later: whoever is counted first is seldom looked for in another plane.
    private static readonly UnitOutcome[] Outcomes = [UnitOutcome.Done, UnitOutcome.Empty, UnitOutcome.Failed, UnitOutcome.Skipped, UnitOutcome.Quarantined];

    private readonly IReadOnlyList<(long First, long Count)>[] _all = [.. model.Plan.Dimensions.Select(d => d.CoordinateRuns())];

    /// <inheritdoc/>
    public CellCounts? Count(params IEnumerable<(int Dimension, IReadOnlyList<(long First, long Count)> Coordinates)> coordinates)
    {
        var chosen = (IReadOnlyList<(long First, long Count)>[])_all.Clone();
        foreach (var (dimension, runs) in coordinates)
        {
            chosen[dimension] = runs;
        }

        var total = 0L;
        Span<long> counts = stackalloc long[Outcomes.Length];
        var working = 0L;
        foreach (var (first, count) in model.Plan.OrdinalRunsOf(chosen))
        {
            total += count;
            Add(first, count, counts);
            if (!running.IsEmpty)
            {
                working += TakeRunning(first, count, counts);
            }
        }

        return total == 0 ? null : new CellCounts
        {
            Total = total,
            Done = counts[(int)UnitOutcome.Done],
            Empty = counts[(int)UnitOutcome.Empty],
            Skipped = counts[(int)UnitOutcome.Skipped],
            Failed = counts[(int)UnitOutcome.Failed],
            Quarantined = counts[(int)UnitOutcome.Quarantined],
            Running = working,
        };
    }

    private void Add(long first, long count, Span<long> counts)
    {
        if (count == 1)
        {
            // Where another dimension stands between, there are many of these.
            if (model.Planes.OutcomeOf(first) is { } only)
            {
                counts[(int)only]++;
            }

            return;
        }

        var left = count;
        foreach (var outcome in Outcomes)
        {
            var found = model.Planes.Of(outcome).CountIn(first, count);
            counts[(int)outcome] += found;
            left -= found;
            if (left == 0)
            {
                return;
            }
        }
    }

    // A unit that is being worked on again is not what it was.
    private long TakeRunning(long first, long count, Span<long> counts)
    {
        var found = 0L;
        foreach (var ordinal in running)
        {
            if (ordinal >= first && ordinal < first + count)
            {
                found++;
                if (model.Planes.OutcomeOf(ordinal) is { } was)
                {
                    counts[(int)was]--;
                }
            }
        }

        return found;
    }
}

using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>Counts by what the read model has counted for each value of one dimension: as much work as there are values, whatever the other dimensions are.</summary>
internal sealed class TallyCounter : ICountCells
{
    private readonly int _dimension;
    private readonly long _others;
    private readonly Dictionary<long, CellCounts> _byCoordinate = [];

    private TallyCounter(ReadModel model, int dimension, ImmutableArray<long> running)
    {
        _dimension = dimension;
        _others = model.Plan.Dimensions.Where((_, i) => i != dimension).Aggregate(1L, (units, d) => units * d.Count);
        foreach (var tally in model.Tallies(model.Plan.Dimensions[dimension].Name))
        {
            Change(tally.First, tally.Outcome, tally.Units);
        }

        foreach (var ordinal in running.Where(o => model.Plan.IndexOfOrdinal(o) >= 0))
        {
            var coordinate = model.Plan.CoordinateOf(ordinal, dimension);
            if (model.Planes.OutcomeOf(ordinal) is { } was)
            {
                Change(coordinate, was, -1);
            }

            _byCoordinate[coordinate] = _byCoordinate.GetValueOrDefault(coordinate) + new CellCounts { Running = 1 };
        }
    }

    /// <summary>Makes one; null where the counts are of several values together, or of units that the plan no longer has.</summary>
    /// <param name="model">The job's units.</param>
    /// <param name="dimension">The position of the dimension.</param>
    /// <param name="counts">The counts of the plan's units.</param>
    /// <param name="running">The units that are being worked on.</param>
    public static TallyCounter? Of(ReadModel model, int dimension, UnitCounts counts, ImmutableArray<long> running)
    {
        var ended = Enum.GetValues<UnitOutcome>().Sum(o => model.Planes.Of(o).Count);
        return new TallyShape(model.Plan).Width(dimension) == 1 && ended == counts.Total - counts.Open ? new TallyCounter(model, dimension, running) : null;
    }

    /// <inheritdoc/>
    public CellCounts? Count(params IEnumerable<(int Dimension, IReadOnlyList<(long First, long Count)> Coordinates)> coordinates)
    {
        var runs = coordinates.Single(c => c.Dimension == _dimension).Coordinates;
        var sum = default(CellCounts);
        var values = 0L;
        foreach (var (first, count) in runs)
        {
            values += count;
            for (var coordinate = first; coordinate < first + count; coordinate++)
            {
                sum += _byCoordinate.GetValueOrDefault(coordinate);
            }
        }

        return values == 0 ? null : sum with { Total = values * _others };
    }

    private void Change(long coordinate, UnitOutcome outcome, long units) => _byCoordinate[coordinate] = _byCoordinate.GetValueOrDefault(coordinate) + outcome switch
    {
        UnitOutcome.Done => new CellCounts { Done = units },
        UnitOutcome.Empty => new CellCounts { Empty = units },
        UnitOutcome.Skipped => new CellCounts { Skipped = units },
        UnitOutcome.Failed => new CellCounts { Failed = units },
        _ => new CellCounts { Quarantined = units },
    };
}

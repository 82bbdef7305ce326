using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Listing;

namespace ActorBackfill.Host.Triage;

/// <summary>Units that a command means, counted, with the first of them.</summary>
internal abstract class ChosenUnits
{
    private const int SampleSize = 10;

    private readonly OrdinalSet _ordinals = new();
    private readonly Dictionary<string, long> _byState = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _byCategory = new(StringComparer.Ordinal);
    private readonly List<ListedUnit> _sample = [];

    /// <summary>Gets how many units are meant.</summary>
    public long Count => _ordinals.Count;

    /// <summary>Gets them as runs of ordinals.</summary>
    public IEnumerable<(long First, long Count)> Runs => _ordinals.Runs();

    /// <summary>Gets how many of them are in which state.</summary>
    public IReadOnlyDictionary<string, long> ByState => _byState;

    /// <summary>Gets how many of them failed for which reason.</summary>
    public IReadOnlyDictionary<string, long> ByCategory => _byCategory;

    /// <summary>Gets the first of them.</summary>
    public IReadOnlyList<ListedUnit> Sample => _sample;

    /// <summary>Adds a unit, once.</summary>
    /// <param name="unit">The unit.</param>
    protected void Add(ListedUnit unit)
    {
        if (!_ordinals.Add(unit.Unit.Ordinal))
        {
            return;
        }

        _byState[unit.State] = _byState.GetValueOrDefault(unit.State) + 1;
        if (unit.Noted?.Category is { } category)
        {
            _byCategory[category] = _byCategory.GetValueOrDefault(category) + 1;
        }

        if (_sample.Count < SampleSize)
        {
            _sample.Add(unit);
        }
    }
}

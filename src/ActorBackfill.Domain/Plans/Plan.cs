using System.Collections.Immutable;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// The units of a job in the order in which they run: the product of its dimensions, computed and never stored, so that a million units
/// cost nothing. Dimensions that are waves vary slowest; the last of the others varies fastest. Immutable.
/// </summary>
public sealed partial class Plan
{
    /// <summary>The most units a plan may have; a larger one is a mistake in the range.</summary>
    public const long MaxUnits = 1_000_000_000;

    private readonly ImmutableArray<Dimension> _declared;
    private readonly ImmutableArray<int> _running;
    private readonly ImmutableArray<(int Dimension, string Prefix)> _keyParts;
    private readonly OrdinalLayout _layout;

    // The product of all dimensions has more units than the plan when only some of them were selected.
    private readonly PlaceSet? _selected;

    private Plan(ImmutableArray<Dimension> declared, PlaceSet? selected, string? fingerprint)
    {
        _declared = declared;
        _selected = selected;
        _running = [.. Enumerable.Range(0, declared.Length).OrderBy(i => declared[i].IsWave ? 0 : 1)];
        _keyParts = UnitKey.Parts(declared.Select(d => d.Name));
        _layout = new OrdinalLayout(declared);
        var product = Product(declared);
        Count = selected?.Count ?? product;
        WaveSize = Product([.. declared.Where(d => !d.IsWave)]);
        WaveCount = product / WaveSize;
        Fingerprint = fingerprint ?? Hash(declared);
    }

    /// <summary>Gets the number of units.</summary>
    public long Count { get; }

    /// <summary>Gets the number of units in each wave, at most: fewer where only some were selected. All of them when nothing is a wave.</summary>
    public long WaveSize { get; }

    /// <summary>Gets the number of waves, at least 1; one of which no unit was selected counts.</summary>
    public long WaveCount { get; }

    /// <summary>Gets the dimensions in the order of the job file.</summary>
    public IReadOnlyList<Dimension> Dimensions => _declared;

    /// <summary>Gets 16 hexadecimal digits that change when the units or their order change; a selection has those of the whole plan.</summary>
    public string Fingerprint { get; }

    /// <summary>Gets a unit.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public PlanUnit UnitAt(long index)
    {
        Span<long> places = stackalloc long[_declared.Length];
        Split(PlaceOf(index), places);
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(_declared.Length);
        var isOpen = false;
        for (var i = 0; i < places.Length; i++)
        {
            values.Add(new(_declared[i].Name, _declared[i].ValueAt(places[i])));
            isOpen |= _declared[i].IsOpenAt(places[i]);
        }

        return new PlanUnit(index, Ordinal(places), UnitKey.Format(_keyParts, values), values.MoveToImmutable(), isOpen) { Plan = this };
    }

    /// <summary>Gets the ordinal of the unit at a place, without making the unit.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public long OrdinalAt(long index) => OrdinalOfPlace(PlaceOf(index));

    /// <summary>Gets the ordinals of all units as runs of consecutive ones, in no order: a million units of one dimension are one run.</summary>
    public IEnumerable<(long First, long Count)> OrdinalRuns() =>
        _selected is null ? Plans.OrdinalRuns.Of(_declared, _layout) : _selected.All().Select(place => (OrdinalOfPlace(place), 1L));

    /// <summary>Gets the ordinals of all units with certain coordinates as runs of consecutive ones, in no order; of the whole plan, whatever was selected.</summary>
    /// <param name="coordinates">Runs of coordinates that the plan has, one list a dimension in the order of <see cref="Dimensions"/>.</param>
    public IEnumerable<(long First, long Count)> OrdinalRunsOf(IReadOnlyList<IReadOnlyList<(long First, long Count)>> coordinates) =>
        Plans.OrdinalRuns.Of(coordinates, _layout);

    /// <summary>Gets the wave of the unit at a place, from 0.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public long WaveOf(long index) => PlaceOf(index) / WaveSize;

    /// <summary>Gets whether the unit at a place is open, without making the unit.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public bool IsOpenAt(long index)
    {
        Span<long> places = stackalloc long[_declared.Length];
        Split(PlaceOf(index), places);
        for (var i = 0; i < places.Length; i++)
        {
            if (_declared[i].IsOpenAt(places[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the place of a unit by its key, or -1 when it is not in this plan.</summary>
    /// <param name="key">See <see cref="UnitKey"/>.</param>
    public long IndexOf(string key) => UnitKey.TryParse(key) is { } values && values.Count == _declared.Length
        ? Join(i => values.TryGetValue(_declared[i].Name, out var value) ? _declared[i].IndexOf(value) : -1)
        : -1;

    /// <summary>Gets the place of a unit by its ordinal, or -1 when it is not in this plan.</summary>
    /// <param name="ordinal">From the journal.</param>
    public long IndexOfOrdinal(long ordinal) => Join(i => _declared[i].IndexOfCoordinate(_layout.Unpack(ordinal, i)));

    /// <summary>Gets whether this plan has a unit, whatever the range of some dimensions.</summary>
    /// <param name="ordinal">From the journal.</param>
    /// <param name="anyOf">Names of the dimensions of which any value there is will do.</param>
    internal bool Has(long ordinal, IReadOnlyCollection<string> anyOf)
    {
        for (var i = 0; i < _declared.Length; i++)
        {
            var coordinate = _layout.Unpack(ordinal, i);
            if (_declared[i].IndexOfCoordinate(coordinate) < 0 && !(anyOf.Contains(_declared[i].Name) && _declared[i].ValueOf(coordinate) is not null))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gets one coordinate of an ordinal, in this plan or not.</summary>
    /// <param name="ordinal">From the journal.</param>
    /// <param name="dimension">Position of the dimension in <see cref="Dimensions"/>.</param>
    public long CoordinateOf(long ordinal, int dimension) => _layout.Unpack(ordinal, dimension);

    /// <summary>Gets the ordinal of a key, in this plan or not; null when its dimensions are not this plan's.</summary>
    /// <param name="key">See <see cref="UnitKey"/>; from the ledger, say.</param>
    public long? OrdinalOf(string key)
    {
        if (UnitKey.TryParse(key) is not { } values || values.Count != _declared.Length)
        {
            return null;
        }

        Span<long> coordinates = stackalloc long[_declared.Length];
        for (var i = 0; i < coordinates.Length; i++)
        {
            if (!values.TryGetValue(_declared[i].Name, out var value)
                || _declared[i].CoordinateOf(value) is not { } coordinate || !_layout.Fits(i, coordinate))
            {
                return null;
            }

            coordinates[i] = coordinate;
        }

        return _layout.Pack(coordinates);
    }

    /// <summary>Gets the key of an ordinal, in this plan or not; null when no value has its coordinates.</summary>
    /// <param name="ordinal">From the journal.</param>
    public string? KeyOf(long ordinal)
    {
        var values = new KeyValuePair<string, string>[_declared.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (_declared[i].ValueOf(_layout.Unpack(ordinal, i)) is not { } value)
            {
                return null;
            }

            values[i] = new(_declared[i].Name, value);
        }

        return UnitKey.Format(_keyParts, values);
    }

    /// <summary>Gets something that is known of a value beside itself: <c>month</c>'s <c>start</c>; null when there is no such thing.</summary>
    /// <param name="dimension">The dimension's name.</param>
    /// <param name="value">One of its values.</param>
    /// <param name="fact">What is asked; see <see cref="PeriodFacts.NamesOf"/>.</param>
    public string? FactOf(string dimension, string value, string fact)
    {
        foreach (var declared in _declared)
        {
            if (declared.Name == dimension)
            {
                return declared.FactOf(value, fact);
            }
        }

        return null;
    }

    // Where a unit stands in the product of all dimensions.
    private long PlaceOf(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _selected is null ? index : _selected.Select(index);
    }

    private long OrdinalOfPlace(long place)
    {
        Span<long> places = stackalloc long[_declared.Length];
        Split(place, places);
        return Ordinal(places);
    }

    private void Split(long index, Span<long> places)
    {
        for (var i = _running.Length - 1; i >= 0; i--)
        {
            var count = _declared[_running[i]].Count;
            places[_running[i]] = index % count;
            index /= count;
        }
    }

    private long Join(Func<int, long> placeOf)
    {
        var index = 0L;
        foreach (var i in _running)
        {
            var place = placeOf(i);
            if (place < 0)
            {
                return -1;
            }

            index = (index * _declared[i].Count) + place;
        }

        return _selected is null ? index : _selected.Contains(index) ? _selected.Rank(index) : -1;
    }

    private long Ordinal(ReadOnlySpan<long> places)
    {
        Span<long> coordinates = stackalloc long[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            coordinates[i] = _declared[i].CoordinateAt(places[i]);
        }

        return _layout.Pack(coordinates);
    }
}

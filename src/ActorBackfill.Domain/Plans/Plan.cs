using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// The units of a job in the order in which they run: the product of its dimensions, computed and never stored, so that a million units
/// cost nothing. Dimensions that are waves vary slowest; the last of the others varies fastest. Immutable.
/// </summary>
public sealed class Plan
{
    /// <summary>The most units a plan may have; a larger one is a mistake in the range.</summary>
    public const long MaxUnits = 1_000_000_000;

    private readonly ImmutableArray<Dimension> _declared;
    private readonly ImmutableArray<int> _running;
    private readonly ImmutableArray<(int Dimension, string Prefix)> _keyParts;
    private readonly OrdinalLayout _layout;
    private readonly DateOnly _today;

    private Plan(ImmutableArray<Dimension> declared, DateOnly today)
    {
        _declared = declared;
        _today = today;
        _running = [.. Enumerable.Range(0, declared.Length).OrderBy(i => declared[i].IsWave ? 0 : 1)];
        _keyParts = UnitKey.Parts(declared.Select(d => d.Name));
        _layout = new OrdinalLayout(declared);
        Count = Product(declared);
        WaveSize = Product([.. declared.Where(d => !d.IsWave)]);
        Fingerprint = Hash(declared);
    }

    /// <summary>Gets the number of units.</summary>
    public long Count { get; }

    /// <summary>Gets the number of units in each wave; all of them when nothing is a wave.</summary>
    public long WaveSize { get; }

    /// <summary>Gets the number of waves, at least 1.</summary>
    public long WaveCount => Count / WaveSize;

    /// <summary>Gets the dimensions in the order of the job file.</summary>
    public IReadOnlyList<Dimension> Dimensions => _declared;

    /// <summary>Gets 16 hexadecimal digits that change when the units or their order change.</summary>
    public string Fingerprint { get; }

    /// <summary>Makes the plan of a job.</summary>
    /// <param name="dimensions">The job's dimensions, at least one.</param>
    /// <param name="registry">Numbers of list values; values it lacks are appended to it, as the journal will be told.</param>
    /// <param name="today">The current date; periods that reach it are open.</param>
    /// <exception cref="PlanException">The dimensions do not make a plan.</exception>
    public static Plan Create(ImmutableArray<DimensionDefinition> dimensions, ValueRegistry registry, DateOnly today)
    {
        if (dimensions.IsEmpty || dimensions.DistinctBy(d => d.Name).Count() < dimensions.Length)
        {
            throw new PlanException("a plan has at least one dimension, and no two of the same name");
        }

        foreach (var (dimension, values) in registry.Missing(dimensions))
        {
            registry.Add(dimension, values);
        }

        return new Plan([.. dimensions.Select(d => Make(d, registry))], today);
    }

    /// <summary>Gets a unit.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public PlanUnit UnitAt(long index)
    {
        Span<long> places = stackalloc long[_declared.Length];
        Split(index, places);
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(_declared.Length);
        var isOpen = false;
        for (var i = 0; i < places.Length; i++)
        {
            values.Add(new(_declared[i].Name, _declared[i].ValueAt(places[i])));
            isOpen |= _declared[i].IsOpenAt(places[i], _today);
        }

        return new PlanUnit(index, Ordinal(places), UnitKey.Format(_keyParts, values), values.MoveToImmutable(), isOpen);
    }

    /// <summary>Gets the ordinal of the unit at a place, without making the unit.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public long OrdinalAt(long index)
    {
        Span<long> places = stackalloc long[_declared.Length];
        Split(index, places);
        return Ordinal(places);
    }

    /// <summary>Gets the ordinals of all units as runs of consecutive ones, in no order: a million units of one dimension are one run.</summary>
    public IEnumerable<(long First, long Count)> OrdinalRuns() => Plans.OrdinalRuns.Of(_declared, _layout);

    /// <summary>Gets whether the unit at a place is open, without making the unit.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public bool IsOpenAt(long index)
    {
        Span<long> places = stackalloc long[_declared.Length];
        Split(index, places);
        for (var i = 0; i < places.Length; i++)
        {
            if (_declared[i].IsOpenAt(places[i], _today))
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

    private static Dimension Make(DimensionDefinition definition, ValueRegistry registry) => definition switch
    {
        CalendarDimensionDefinition calendar => new CalendarDimension(calendar),
        NumberDimensionDefinition number => new NumberDimension(number),
        ListDimensionDefinition list => new ListDimension(list, registry),
        _ => throw new PlanException($"dimension '{definition.Name}' is of an unknown kind"),
    };

    private static long Product(ImmutableArray<Dimension> dimensions)
    {
        var product = 1L;
        foreach (var dimension in dimensions)
        {
            if (dimension.Count > MaxUnits / product)
            {
                throw new PlanException(string.Create(CultureInfo.InvariantCulture, $"the plan has more than {MaxUnits} units"));
            }

            product *= dimension.Count;
        }

        return product;
    }

    private static string Hash(ImmutableArray<Dimension> dimensions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var dimension in dimensions)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{dimension.Name}\0{dimension.IsWave}\0{dimension.Count}\0{dimension.ValueAt(0)}\0"));
            for (var i = 0L; dimension is ListDimension && i < dimension.Count; i++)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(dimension.ValueAt(i) + '\0'));
            }

            hash.AppendData(Encoding.UTF8.GetBytes($"{dimension.ValueAt(dimension.Count - 1)}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private void Split(long index, Span<long> places)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
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

        return index;
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

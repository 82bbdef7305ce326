namespace ActorBackfill.Domain.Plans;

/// <summary>Some values of another dimension, in its order: what a filter leaves of it.</summary>
internal sealed class PartDimension : Dimension
{
    private readonly Dimension _whole;
    private readonly PlaceSet _places;

    /// <summary>Creates the dimension.</summary>
    /// <param name="whole">The other one.</param>
    /// <param name="places">Places of the values, in the other's plan order; at least one.</param>
    public PartDimension(Dimension whole, PlaceSet places)
        : base(whole)
    {
        (_whole, _places) = (whole, places);
        Coordinates = whole.Coordinates;
    }

    /// <inheritdoc/>
    public override long Count => _places.Count;

    /// <inheritdoc/>
    public override int FixedBits => _whole.FixedBits;

    /// <inheritdoc/>
    public override bool IsNumber => _whole.IsNumber;

    /// <inheritdoc/>
    public override string Shape => _whole.Shape;

    // The bounds of the whole: they only say what an ordinal has to hold.
    /// <inheritdoc/>
    public override (long Least, long Most) Coordinates { get; }

    /// <inheritdoc/>
    public override string Description => $"{(Count == 1 ? ValueAt(0) : $"{ValueAt(0)}..{ValueAt(Count - 1)}")}, selected from {_whole.Description}";

    /// <inheritdoc/>
    public override long? CoordinateOf(string value) => _whole.CoordinateOf(value);

    /// <inheritdoc/>
    public override string? ValueOf(long coordinate) => _whole.ValueOf(coordinate);

    /// <inheritdoc/>
    public override bool IsOpenAt(long index) => _whole.IsOpenAt(_places.Select(index));

    /// <inheritdoc/>
    public override string? FactOf(string value, string fact) => _whole.FactOf(value, fact);

    /// <inheritdoc/>
    protected override string NaturalValue(long index) => _whole.ValueAt(_places.Select(index));

    /// <inheritdoc/>
    protected override long NaturalCoordinate(long index) => _whole.CoordinateAt(_places.Select(index));

    /// <inheritdoc/>
    protected override long NaturalIndex(string value) => Place(_whole.IndexOf(value));

    /// <inheritdoc/>
    protected override long NaturalIndexOfCoordinate(long coordinate) => Place(_whole.IndexOfCoordinate(coordinate));

    private long Place(long index) => index >= 0 && _places.Contains(index) ? _places.Rank(index) : -1;
}

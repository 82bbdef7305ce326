using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>A list of values.</summary>
public sealed class HoconArray : HoconValue
{
    internal HoconArray(HoconPosition position, ImmutableArray<HoconValue> items)
        : base(position)
    {
        Items = items;
        Weight = 1;
        foreach (var item in items)
        {
            Weight += item.Weight;
            Depth = Math.Max(Depth, item.Depth);
        }

        Depth++;
    }

    /// <summary>Gets the elements in their order.</summary>
    public ImmutableArray<HoconValue> Items { get; }

    /// <inheritdoc/>
    public override string TypeName => "list";

    internal override long Weight { get; }

    internal override int Depth { get; }

    /// <inheritdoc/>
    public override HoconArray AsArray() => this;

    /// <inheritdoc/>
    public override bool SameContentAs(HoconValue? other) =>
        other is HoconArray array && array.Items.Length == Items.Length
        && Items.Zip(array.Items).All(pair => pair.First.SameContentAs(pair.Second));
}

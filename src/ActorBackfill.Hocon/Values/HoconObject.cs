using System.Globalization;

namespace ActorBackfill.Hocon;

/// <summary>Keys and their values, in the order in which the keys first appeared.</summary>
public sealed class HoconObject : HoconValue
{
    private readonly OrderedDictionary<string, HoconMember> _members;

    internal HoconObject(HoconPosition position, OrderedDictionary<string, HoconMember> members)
        : base(position)
    {
        _members = members;
        Weight = 1;
        foreach (var (key, member) in members)
        {
            Weight += key.Length + member.Value.Weight;
            Depth = Math.Max(Depth, member.Value.Depth);
        }

        Depth++;
    }

    /// <summary>Gets the object without members.</summary>
    public static HoconObject Empty { get; } = new(new HoconPosition("<empty>", 0, 0), []);

    /// <summary>Gets the members in the order of their keys' first appearance.</summary>
    public IReadOnlyList<HoconMember> Members => _members.Values;

    /// <summary>Gets the number of members.</summary>
    public int Count => _members.Count;

    /// <inheritdoc/>
    public override string TypeName => "object";

    internal override long Weight { get; }

    internal override int Depth { get; }

    /// <summary>Looks up one key of this object.</summary>
    /// <param name="key">One element, not a path: dots are part of it.</param>
    /// <returns>Null where the key is not there.</returns>
    public HoconValue? TryGet(string key) => _members.TryGetValue(key, out var member) ? member.Value : null;

    /// <summary>Looks up a member with the place of its key.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <returns>Null where the key is not there.</returns>
    public HoconMember? TryGetMember(string key) => _members.GetValueOrDefault(key);

    /// <summary>Looks up a path through objects.</summary>
    /// <param name="path">As in a file: <c>a.b."c d"</c>.</param>
    /// <returns>Null where nothing stands there; a <see cref="HoconScalar"/> of kind null where null was written.</returns>
    /// <exception cref="HoconException">The path is malformed.</exception>
    public HoconValue? Find(string path)
    {
        HoconValue? value = this;
        foreach (var key in HoconPath.Parse(path))
            value = (value as HoconObject)?.TryGet(key);
        return value;
    }

    /// <summary>Lays this object over another: objects merge key by key, anything else of this object wins.</summary>
    /// <param name="under">What gives the keys that this object lacks.</param>
    public HoconObject WithFallback(HoconObject under)
    {
        if (under.Count == 0)
            return this;
        var merged = new OrderedDictionary<string, HoconMember>(under._members);
        foreach (var (key, member) in _members)
        {
            var value = member.Value is HoconObject over && under.TryGet(key) is HoconObject below
                ? over.WithFallback(below)
                : member.Value;
            merged[key] = member with { Value = value };
        }

        return new HoconObject(Position, merged);
    }

    /// <inheritdoc/>
    public override HoconArray? AsArray()
    {
        var items = new SortedDictionary<int, HoconValue>();
        foreach (var (key, member) in _members)
        {
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                items[index] = member.Value;
        }

        return items.Count == 0 ? null : new HoconArray(Position, [.. items.Values]);
    }

    /// <inheritdoc/>
    public override bool SameContentAs(HoconValue? other) =>
        other is HoconObject that && that.Count == Count
        && _members.All(pair => pair.Value.Value.SameContentAs(that.TryGet(pair.Key)));
}

using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>A place in the document: everything that was ever assigned to one path, and the places below it.</summary>
internal sealed class HoconSlot
{
    private readonly List<HoconEntry> _entries = [];
    private OrderedDictionary<string, HoconSlot>? _children;

    /// <summary>Initializes a root: of the document, or of one element of a list.</summary>
    internal HoconSlot(HoconPosition position, int depth)
    {
        Key = "";
        KeyPosition = position;
        Depth = depth;
    }

    private HoconSlot(HoconSlot parent, string key, HoconPosition position)
    {
        Parent = parent;
        Key = key;
        KeyPosition = position;
        Depth = parent.Depth + 1;
    }

    internal HoconSlot? Parent { get; }

    internal string Key { get; }

    internal HoconPosition KeyPosition { get; }

    internal int Depth { get; }

    internal IReadOnlyList<HoconEntry> Entries => _entries;

    internal bool HasDynamic { get; private set; }

    /// <summary>Gets or sets the order from which entries are out of sight, because one of them is being resolved.</summary>
    internal long Limit { get; set; } = long.MaxValue;

    /// <summary>Gets or sets a value indicating whether <see cref="Final"/> is known.</summary>
    internal bool IsFinal { get; set; }

    /// <summary>Gets or sets the value with all assignments counted; null where there is none.</summary>
    internal HoconValue? Final { get; set; }

    internal IEnumerable<HoconSlot> Children => _children is null ? [] : _children.Values;

    internal HoconSlot Root
    {
        get
        {
            var root = this;
            while (root.Parent is { } parent)
                root = parent;
            return root;
        }
    }

    internal ImmutableArray<string> Path
    {
        get
        {
            var keys = new Stack<string>();
            for (var slot = this; slot.Parent is not null; slot = slot.Parent)
                keys.Push(slot.Key);
            return [.. keys];
        }
    }

    internal HoconSlot? Find(string key) => _children is not null && _children.TryGetValue(key, out var child) ? child : null;

    internal HoconSlot Child(string key, HoconPosition position)
    {
        _children ??= [];
        if (!_children.TryGetValue(key, out var child))
            _children[key] = child = new HoconSlot(this, key, position);
        return child;
    }

    internal void Add(HoconEntry entry)
    {
        _entries.Add(entry);
        HasDynamic |= entry.IsDynamic;
    }
}

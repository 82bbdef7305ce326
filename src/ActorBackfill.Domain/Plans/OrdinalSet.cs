namespace ActorBackfill.Domain.Plans;

/// <summary>
/// A set of unit ordinals that stays small when they are dense: 65,536 of them share a block, which is a sorted list while it holds few
/// and a bitmap of 8 KiB afterwards (the shape of roaring bitmaps). 1,000,000 consecutive ordinals take 128 KiB. Not thread safe.
/// </summary>
public sealed class OrdinalSet
{
    private readonly Dictionary<long, OrdinalBlock> _blocks = [];

    /// <summary>Gets how many ordinals are in the set.</summary>
    public long Count { get; private set; }

    /// <summary>Gets whether an ordinal is in the set.</summary>
    /// <param name="ordinal">Not negative.</param>
    public bool Contains(long ordinal) => _blocks.TryGetValue(ordinal >> 16, out var block) && block.Contains((ushort)(ordinal & 0xFFFF));

    /// <summary>Adds an ordinal; false when it was there already.</summary>
    /// <param name="ordinal">Not negative.</param>
    public bool Add(long ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        if (!_blocks.TryGetValue(ordinal >> 16, out var block))
        {
            _blocks[ordinal >> 16] = block = new OrdinalBlock();
        }

        var added = block.Add((ushort)(ordinal & 0xFFFF));
        Count += added ? 1 : 0;
        return added;
    }

    /// <summary>Adds consecutive ordinals; those that were there already are passed over.</summary>
    /// <param name="first">The first; not negative.</param>
    /// <param name="count">How many; not negative.</param>
    public void AddRange(long first, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        foreach (var (key, low, high) in Parts(first, count))
        {
            if (!_blocks.TryGetValue(key, out var block))
            {
                _blocks[key] = block = new OrdinalBlock();
            }

            Count += block.AddRange(low, high);
        }
    }

    /// <summary>Gets how many of consecutive ordinals are in the set.</summary>
    /// <param name="first">The first; not negative.</param>
    /// <param name="count">How many; not negative.</param>
    public long CountIn(long first, long count)
    {
        var at = (int)(first & 0xFFFF);
        if (count <= OrdinalBlock.Size - at)
        {
            // Most are short, and asked for by the thousand.
            return count > 0 && _blocks.TryGetValue(first >> 16, out var only) ? only.CountIn(at, at + (int)count - 1) : 0;
        }

        var found = 0L;
        foreach (var (key, low, high) in Parts(first, count))
        {
            found += _blocks.TryGetValue(key, out var block) ? block.CountIn(low, high) : 0;
        }

        return found;
    }

    /// <summary>Removes an ordinal; false when it was not there.</summary>
    /// <param name="ordinal">Not negative.</param>
    public bool Remove(long ordinal)
    {
        var removed = _blocks.TryGetValue(ordinal >> 16, out var block) && block.Remove((ushort)(ordinal & 0xFFFF));
        Count -= removed ? 1 : 0;
        return removed;
    }

    /// <summary>Gets all ordinals, ascending.</summary>
    public IEnumerable<long> All() => _blocks.OrderBy(b => b.Key).SelectMany(b => b.Value.All().Select(low => (b.Key << 16) | low));

    /// <summary>Gets the ordinals as runs of consecutive ones, ascending.</summary>
    public IEnumerable<(long First, long Count)> Runs()
    {
        long first = -1, count = 0;
        foreach (var ordinal in All())
        {
            if (count > 0 && ordinal == first + count)
            {
                count++;
                continue;
            }

            if (count > 0)
            {
                yield return (first, count);
            }

            (first, count) = (ordinal, 1);
        }

        if (count > 0)
        {
            yield return (first, count);
        }
    }

    /// <summary>Gets a copy that later changes do not touch.</summary>
    public OrdinalSet Copy()
    {
        var copy = new OrdinalSet { Count = Count };
        foreach (var (key, block) in _blocks)
        {
            copy._blocks[key] = block.Copy();
        }

        return copy;
    }

    // The blocks of a range, each with its first and last place.
    private static IEnumerable<(long Key, int Low, int High)> Parts(long first, long count)
    {
        while (count > 0)
        {
            var low = (int)(first & 0xFFFF);
            var part = Math.Min(count, OrdinalBlock.Size - low);
            yield return (first >> 16, low, low + (int)part - 1);
            count -= part;
            // The last block there is ends where numbers end.
            first = count > 0 ? first + part : first;
        }
    }
}

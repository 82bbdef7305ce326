using System.Numerics;

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

    private sealed class OrdinalBlock
    {
        // Above this many, the bitmap (8 KiB) is smaller than the list (2 bytes each).
        private const int ListLimit = 4096;

        private List<ushort>? _list = [];
        private ulong[]? _bits;

        public bool Contains(ushort low) => _bits is null ? _list!.BinarySearch(low) >= 0 : (_bits[low >> 6] & (1UL << (low & 63))) != 0;

        public bool Add(ushort low)
        {
            if (_bits is not null)
            {
                var was = _bits[low >> 6];
                _bits[low >> 6] = was | (1UL << (low & 63));
                return was != _bits[low >> 6];
            }

            // Units settle nearly in order: the end is where most go.
            var at = _list!.Count == 0 || _list[^1] < low ? ~_list.Count : _list.BinarySearch(low);
            if (at >= 0)
            {
                return false;
            }

            _list.Insert(~at, low);
            if (_list.Count > ListLimit)
            {
                _bits = new ulong[1024];
                _list.ForEach(l => _bits[l >> 6] |= 1UL << (l & 63));
                _list = null;
            }

            return true;
        }

        public bool Remove(ushort low)
        {
            if (_bits is not null)
            {
                var was = _bits[low >> 6];
                _bits[low >> 6] = was & ~(1UL << (low & 63));
                return was != _bits[low >> 6];
            }

            var at = _list!.BinarySearch(low);
            if (at >= 0)
            {
                _list.RemoveAt(at);
            }

            return at >= 0;
        }

        public IEnumerable<long> All()
        {
            if (_bits is null)
            {
                return _list!.Select(low => (long)low);
            }

            return Bits(_bits);
        }

        public OrdinalBlock Copy() => new() { _list = _list is null ? null : [.. _list], _bits = (ulong[]?)_bits?.Clone() };

        private static IEnumerable<long> Bits(ulong[] bits)
        {
            for (var word = 0; word < bits.Length; word++)
            {
                for (var rest = bits[word]; rest != 0; rest &= rest - 1)
                {
                    yield return ((long)word << 6) + BitOperations.TrailingZeroCount(rest);
                }
            }
        }
    }
}

using System.Numerics;

namespace ActorBackfill.Domain.Plans;

/// <summary>65,536 places of an <see cref="OrdinalSet"/>: a sorted list while it holds few, a bitmap of 8 KiB afterwards.</summary>
internal sealed class OrdinalBlock
{
    /// <summary>The number of places.</summary>
    public const int Size = 1 << 16;

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
            ToBitmap();
        }

        return true;
    }

    /// <summary>Adds all places from one to another, both included; gets how many were not there.</summary>
    public int AddRange(int low, int high)
    {
        if (_bits is null && high - low < ListLimit / 2)
        {
            var added = 0;
            for (var place = low; place <= high; place++)
            {
                added += Add((ushort)place) ? 1 : 0;
            }

            return added;
        }

        var before = CountIn(low, high);
        var bits = _bits ?? ToBitmap();
        for (var word = low >> 6; word <= high >> 6; word++)
        {
            bits[word] |= Mask(word, low, high);
        }

        return high - low + 1 - before;
    }

    /// <summary>Gets how many places from one to another, both included, are taken.</summary>
    public int CountIn(int low, int high)
    {
        if (_bits is null)
        {
            return Below(high + 1) - Below(low);
        }

        var count = 0;
        for (var word = low >> 6; word <= high >> 6; word++)
        {
            count += BitOperations.PopCount(_bits[word] & Mask(word, low, high));
        }

        return count;
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

    // The bits of a word that lie in a range of places.
    private static ulong Mask(int word, int low, int high)
    {
        var from = word == low >> 6 ? ulong.MaxValue << (low & 63) : ulong.MaxValue;
        var to = word == high >> 6 ? ulong.MaxValue >> (63 - (high & 63)) : ulong.MaxValue;
        return from & to;
    }

    // Places of the list below one.
    private int Below(int place)
    {
        if (place > ushort.MaxValue)
        {
            return _list!.Count;
        }

        var at = _list!.BinarySearch((ushort)place);
        return at >= 0 ? at : ~at;
    }

    private ulong[] ToBitmap()
    {
        var bits = new ulong[Size / 64];
        _list!.ForEach(l => bits[l >> 6] |= 1UL << (l & 63));
        (_list, _bits) = (null, bits);
        return bits;
    }

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

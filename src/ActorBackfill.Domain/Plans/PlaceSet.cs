using System.Numerics;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// Some of the places of a plan, counted and numbered: which is the nth, and how many come before one. A bit a place and a count every 512:
/// a quarter of 10,000,000 units takes 1.3 MB. Immutable once it is numbered.
/// </summary>
internal sealed class PlaceSet
{
    private const int WordsPerBlock = 8;

    private readonly ulong[] _words;
    private readonly long[] _before;

    /// <summary>Creates the set.</summary>
    /// <param name="size">Places there are.</param>
    /// <param name="places">Those that are in it, in any order, some perhaps twice.</param>
    public PlaceSet(long size, IEnumerable<long> places)
    {
        _words = new ulong[(size + 63) >> 6];
        foreach (var place in places)
        {
            _words[place >> 6] |= 1UL << (int)(place & 63);
        }

        _before = new long[(_words.Length + WordsPerBlock - 1) / WordsPerBlock];
        for (var word = 0; word < _words.Length; word++)
        {
            if (word % WordsPerBlock == 0)
            {
                _before[word / WordsPerBlock] = Count;
            }

            Count += BitOperations.PopCount(_words[word]);
        }
    }

    /// <summary>Gets how many places are in it.</summary>
    public long Count { get; }

    /// <summary>Gets whether a place is in it.</summary>
    public bool Contains(long place) => (_words[place >> 6] & (1UL << (int)(place & 63))) != 0;

    /// <summary>Gets how many of its places come before one.</summary>
    public long Rank(long place)
    {
        var word = (int)(place >> 6);
        var rank = _before[word / WordsPerBlock];
        for (var i = word / WordsPerBlock * WordsPerBlock; i < word; i++)
        {
            rank += BitOperations.PopCount(_words[i]);
        }

        return rank + BitOperations.PopCount(_words[word] & ((1UL << (int)(place & 63)) - 1));
    }

    /// <summary>Gets the nth of its places.</summary>
    /// <param name="index">From 0, less than <see cref="Count"/>.</param>
    public long Select(long index)
    {
        var block = Array.BinarySearch(_before, index);
        // Of blocks that begin with the same count the last one has the place: those before it are empty.
        block = block < 0 ? ~block - 1 : block;
        while (block + 1 < _before.Length && _before[block + 1] <= index)
        {
            block++;
        }

        var left = index - _before[block];
        var word = block * WordsPerBlock;
        for (; BitOperations.PopCount(_words[word]) is var bits && bits <= left; word++)
        {
            left -= bits;
        }

        var rest = _words[word];
        for (; left > 0; left--)
        {
            rest &= rest - 1;
        }

        return ((long)word << 6) + BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Gets all its places, ascending.</summary>
    public IEnumerable<long> All()
    {
        for (var word = 0; word < _words.Length; word++)
        {
            for (var rest = _words[word]; rest != 0; rest &= rest - 1)
            {
                yield return ((long)word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }
    }
}

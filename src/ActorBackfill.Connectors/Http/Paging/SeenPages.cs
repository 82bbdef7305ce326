using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Domain.Items;

namespace ActorBackfill.Connectors.Http.Paging;

/// <summary>Remembers hashes of what a unit's pages led through, so that a cycle of any length is noticed. As many as there are pages.</summary>
internal sealed class SeenPages
{
    private readonly HashSet<UInt128> _seen = [];

    /// <summary>Remembers a cursor or link.</summary>
    /// <param name="text">The cursor or link.</param>
    /// <param name="hash">Its hash for the message: a cursor may be a secret.</param>
    /// <returns>False when it was there before.</returns>
    public bool Add(string text, out string hash)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        hash = Convert.ToHexStringLower(bytes.AsSpan(0, 4));
        return _seen.Add(MemoryMarshal.Read<UInt128>(bytes));
    }

    /// <summary>Remembers a page by its items alone: the rest of a body may repeat what was asked for, or tell the time.</summary>
    /// <param name="items">The items; a page without any is never a repetition.</param>
    /// <returns>False when the same items in the same order were a page before.</returns>
    public bool Add(IReadOnlyList<Item> items)
    {
        if (items.Count == 0)
        {
            return true;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in items)
        {
            hash.AppendData(JsonMarshal.GetRawUtf8Value(item.Value));
        }

        return _seen.Add(MemoryMarshal.Read<UInt128>(hash.GetHashAndReset()));
    }
}

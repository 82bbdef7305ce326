using System.Buffers.Binary;
using System.Buffers.Text;
using ActorBackfill.Replay.Http;

namespace ActorBackfill.Replay.Tables;

/// <summary>An opaque position in the answer to one query: the offset and a hash of the query it belongs to.</summary>
internal static class Cursor
{
    private const int Size = sizeof(long) + sizeof(ulong);

    public static string Write(long offset, Query query)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, offset);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(long)..], Fingerprint(query));
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string cursor, Query query, out long offset)
    {
        Span<byte> bytes = stackalloc byte[Size];
        offset = 0;
        if (!Base64Url.IsValid(cursor, out var length) || length != Size || Base64Url.DecodeFromChars(cursor, bytes) != Size)
        {
            return false;
        }

        offset = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return offset >= 0 && BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(long)..]) == Fingerprint(query);
    }

    /// <summary>Paging and format may change on the way; what is asked for may not.</summary>
    private static ulong Fingerprint(Query query)
    {
        var hash = 0UL;
        foreach (var parameter in query.Parameters)
        {
            if (parameter.Name is not ("_cursor" or "_page" or "_per_page" or "_format"))
            {
                hash ^= StableHash.Of(StableHash.Of(parameter.Name), parameter.Value);
            }
        }

        return hash;
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Rows;

/// <summary>
/// Hashes rows of one table: its columns in ordinal name order, each as a type tag and its bytes, leaving out columns that are volatile
/// or whose name starts with <c>_</c>. One instance a thread: it keeps a buffer.
/// </summary>
public sealed class RowHasher
{
    private const byte TagNull = 0, TagInteger = 1, TagReal = 2, TagText = 3, TagBlob = 4;

    private readonly ImmutableArray<int> _order;
    private byte[] _buffer = new byte[512];

    /// <summary>Creates a hasher.</summary>
    /// <param name="table">The table whose rows it will see.</param>
    public RowHasher(TableDefinition table)
    {
        _order = [.. table.Columns
            .Select((column, position) => (column, position))
            .Where(c => !c.column.IsVolatile && !c.column.Name.StartsWith('_'))
            .OrderBy(c => c.column.Name, StringComparer.Ordinal)
            .Select(c => c.position)];
    }

    /// <summary>Gets the hash of one row.</summary>
    /// <param name="row">A value a column, as in <see cref="TableRows"/>.</param>
    public ContentHash Hash(object?[] row)
    {
        var length = 0;
        foreach (var position in _order)
        {
            length = Append(length, row[position]);
        }

        Span<byte> digest = stackalloc byte[ContentHash.SizeBytes];
        SHA256.HashData(_buffer.AsSpan(0, length), digest);
        return ContentHash.Read(digest);
    }

    private int Append(int at, object? value)
    {
        switch (value)
        {
            case null:
                Reserve(at, 1)[0] = TagNull;
                return at + 1;
            case long integer:
                BinaryPrimitives.WriteInt64BigEndian(Tagged(at, TagInteger, 8), integer);
                return at + 9;
            case double real:
                BinaryPrimitives.WriteDoubleBigEndian(Tagged(at, TagReal, 8), real);
                return at + 9;
            case string text:
                var size = Encoding.UTF8.GetByteCount(text);
                BinaryPrimitives.WriteInt32BigEndian(Tagged(at, TagText, size + 4), size);
                return at + 5 + Encoding.UTF8.GetBytes(text, _buffer.AsSpan(at + 5));
            case byte[] blob:
                BinaryPrimitives.WriteInt32BigEndian(Tagged(at, TagBlob, blob.Length + 4), blob.Length);
                blob.CopyTo(_buffer.AsSpan(at + 5));
                return at + 5 + blob.Length;
            default:
                throw new ArgumentException($"a row holds a {value.GetType().Name}; it can hold null, long, double, string and byte[]", nameof(value));
        }
    }

    private Span<byte> Tagged(int at, byte tag, int size)
    {
        var place = Reserve(at, size + 1);
        place[0] = tag;
        return place[1..];
    }

    private Span<byte> Reserve(int at, int size)
    {
        if (at + size > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(at + size, _buffer.Length * 2));
        }

        return _buffer.AsSpan(at, size);
    }
}

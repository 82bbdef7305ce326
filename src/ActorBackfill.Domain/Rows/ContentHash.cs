using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ActorBackfill.Domain.Rows;

/// <summary>
/// The content of rows as one 256-bit number: the SHA-256 of each row, added modulo 2^256, so that order does not matter and
/// duplicates do not cancel. Definition: contracts, "Content hash".
/// </summary>
public readonly record struct ContentHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>The size of its binary form in bytes.</summary>
    public const int SizeBytes = SHA256.HashSizeInBytes;

    /// <summary>Gets the hash of no rows.</summary>
    public static ContentHash Empty => default;

    /// <summary>Gets the first 64 bits, which the journal keeps; the ledger keeps all.</summary>
    public ulong Fingerprint => A;

    /// <summary>Reads the binary form.</summary>
    /// <param name="bytes">32 bytes, big-endian.</param>
    public static ContentHash Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <summary>Adds two contents.</summary>
    public static ContentHash operator +(ContentHash left, ContentHash right) => left.Add(right);

    /// <summary>Adds another content.</summary>
    /// <param name="other">What is added.</param>
    public ContentHash Add(ContentHash other)
    {
        unchecked
        {
            var low = (UInt128)D + other.D;
            var second = (UInt128)C + other.C + (low >> 64);
            var third = (UInt128)B + other.B + (second >> 64);
            var high = (UInt128)A + other.A + (third >> 64);
            return new ContentHash((ulong)high, (ulong)third, (ulong)second, (ulong)low);
        }
    }

    /// <summary>Takes a content away again: what <see cref="Add"/> added.</summary>
    /// <param name="other">What is taken away.</param>
    public ContentHash Subtract(ContentHash other) => Add(new ContentHash(~other.A, ~other.B, ~other.C, ~other.D)).Add(new ContentHash(0, 0, 0, 1));

    /// <summary>Writes the binary form.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, A);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], D);
    }

    /// <summary>Gets the binary form.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SizeBytes];
        Write(bytes);
        return bytes;
    }

    /// <summary>Gets 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}

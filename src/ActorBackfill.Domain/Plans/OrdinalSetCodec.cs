namespace ActorBackfill.Domain.Plans;

/// <summary>
/// Writes a set of ordinals as runs: the gap since the run before and the length less one, both as variable-length numbers. A million
/// consecutive ordinals are 5 bytes; every second one of them a megabyte and a half at most.
/// </summary>
public static class OrdinalSetCodec
{
    // A number of 64 bits in groups of 7.
    private const int MostBytes = 10;

    /// <summary>Writes a set.</summary>
    /// <param name="set">The set.</param>
    public static byte[] Write(OrdinalSet set)
    {
        var bytes = new byte[256];
        var (at, end) = (0, 0L);
        foreach (var (first, count) in set.Runs())
        {
            if (bytes.Length - at < 2 * MostBytes)
            {
                Array.Resize(ref bytes, bytes.Length * 2);
            }

            at = Write(bytes, at, (ulong)(first - end));
            at = Write(bytes, at, (ulong)(count - 1));
            end = unchecked(first + count);
        }

        return bytes[..at];
    }

    /// <summary>Reads a set.</summary>
    /// <param name="bytes">What <see cref="Write(OrdinalSet)"/> gave.</param>
    /// <exception cref="FormatException">The bytes are no set.</exception>
    public static OrdinalSet Read(ReadOnlySpan<byte> bytes)
    {
        var set = new OrdinalSet();
        var end = 0L;
        while (!bytes.IsEmpty)
        {
            var first = unchecked(end + (long)Read(ref bytes));
            var last = unchecked(first + (long)Read(ref bytes));
            if (first < end || last < first)
            {
                throw new FormatException("a run of ordinals goes beyond what 63 bits number");
            }

            set.AddRange(first, last - first + 1);
            // Nothing can follow the last ordinal there is.
            end = last == long.MaxValue ? last : last + 1;
        }

        return set;
    }

    private static int Write(byte[] bytes, int at, ulong value)
    {
        while (value >= 0x80)
        {
            bytes[at++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        bytes[at++] = (byte)value;
        return at;
    }

    private static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = 0; i < bytes.Length && i < MostBytes; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }

        throw new FormatException("a number of a set of ordinals is cut short");
    }
}

using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies.Compression;

/// <summary>The header of a gzip member (RFC 1952).</summary>
internal static class GzipHeader
{
    private const byte Method = 8;

    /// <summary>Gets whether bytes begin as gzip does.</summary>
    /// <param name="bytes">The bytes.</param>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, Method, ..];

    /// <summary>Gets where the header ends and the data begins.</summary>
    /// <param name="bytes">All bytes.</param>
    /// <param name="from">Where the header begins.</param>
    /// <param name="place">Begins messages.</param>
    /// <exception cref="BackfillException">There is no header, or not all of it.</exception>
    public static int End(ReadOnlySpan<byte> bytes, int from, string place)
    {
        var header = bytes[from..];
        if (!Is(header) && !((ReadOnlySpan<byte>)[0x1F, 0x8B, Method]).StartsWith(header))
        {
            throw new BackfillException(FailureCategory.UnexpectedContent, from == 0
                ? $"{place} says that it is gzip and is not: {BodyText.Excerpt(header)}"
                : $"{place}: something that is not gzip follows its gzip data");
        }

        var flags = header.Length > 3 ? header[3] : 0;
        var at = 10;
        if ((flags & 4) != 0)
        {
            at += 2 + (header.Length > 11 ? header[10] | (header[11] << 8) : 0);
        }

        for (var text = (flags >> 3) & 3; text > 0; text &= text - 1)
        {
            // The file's name and the comment each end with a zero.
            at = at < header.Length && header[at..].IndexOf((byte)0) is >= 0 and var zero ? at + zero + 1 : header.Length + 1;
        }

        at += (flags & 2) != 0 ? 2 : 0;
        return at <= header.Length ? from + at : throw new BackfillException(FailureCategory.Truncated, $"{place} ends in the middle of its gzip header");
    }
}

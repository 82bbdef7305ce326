using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies.Compression;

/// <summary>
/// Decompresses bodies held in memory and checks that they are whole, which the framework's streams do not: they take a cut gzip for its
/// end. Every byte counts against the caps as it comes out.
/// </summary>
/// <param name="compressed">All compressed bytes.</param>
/// <param name="place">Begins messages.</param>
/// <param name="caps">Bounds of size and ratio.</param>
internal sealed class Decompression(ReadOnlyMemory<byte> compressed, string place, CapsDefinition caps)
{
    /// <summary>Below this the ratio is not judged: a few repeated rows compress well.</summary>
    private const long RatioJudgedAbove = 1 << 20;

    /// <summary>A deflate stream that ends this near the end needs one pass only: trailers are shorter.</summary>
    private const int Tail = 32;

    /// <summary>Decompresses gzip, one member or several; CRC and length of each are checked.</summary>
    /// <exception cref="BackfillException">It is cut, damaged, no gzip, or over a cap.</exception>
    public ByteBuffer Gzip() => Filled(output =>
    {
        var at = 0;
        do
        {
            at = GzipMember(at, output);
        }
        while (at < compressed.Length);
    });

    /// <summary>Decompresses what HTTP calls deflate: zlib, or bare deflate as old servers send it.</summary>
    /// <exception cref="BackfillException">It is cut, damaged or over a cap.</exception>
    public ByteBuffer Deflate() => Filled(output =>
    {
        var bytes = compressed.Span;
        var isZlib = bytes is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) | flags) % 31 == 0;
        var trailer = bytes[Inflate(isZlib ? 2 : 0, output)..];
        var expected = isZlib ? 4 : 0;
        if (trailer.Length < expected)
        {
            throw Cut();
        }

        if (trailer.Length > expected || (isZlib && BinaryPrimitives.ReadUInt32BigEndian(trailer) != Adler32.Of(output.Written)))
        {
            throw Damaged("its checksum does not fit");
        }
    });

    /// <summary>Decompresses Brotli, which has an end but no checksum.</summary>
    /// <exception cref="BackfillException">It is cut, damaged or over a cap.</exception>
    public ByteBuffer Brotli() => Filled(output =>
    {
        using var decoder = new BrotliDecoder();
        var rest = compressed.Span;
        OperationStatus status;
        do
        {
            status = decoder.Decompress(rest, output.Free().Span, out var consumed, out var written);
            rest = rest[consumed..];
            Advance(output, written);
        }
        while (status == OperationStatus.DestinationTooSmall);
        if (status != OperationStatus.Done || !rest.IsEmpty)
        {
            throw status == OperationStatus.NeedMoreData ? Cut() : Damaged("it is no Brotli");
        }
    });

    private ByteBuffer Filled(Action<ByteBuffer> fill)
    {
        var output = NewBuffer();
        try
        {
            fill(output);
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private int GzipMember(int from, ByteBuffer output)
    {
        var start = output.Length;
        var end = Inflate(GzipHeader.End(compressed.Span, from, place), output);
        var trailer = compressed.Span[end..];
        if (trailer.Length < 8)
        {
            throw Cut();
        }

        var crc = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        var member = output.Written[start..];
        return crc == Crc32.Append(0, member) && length == (uint)member.Length
            ? end + 8
            : throw Damaged("its checksum or length does not fit");
    }

    /// <summary>Appends the data of one deflate stream and gets where the stream ended.</summary>
    private int Inflate(int from, ByteBuffer output)
    {
        using var feed = new DeflateFeed(compressed, from, Math.Max(from, compressed.Length - Tail));
        if (Inflate(feed, output) is { } end)
        {
            return end;
        }

        // More follows the stream than a trailer: once more, byte by byte over the block in which it ended.
        using var again = NewBuffer();
        using var slowly = new DeflateFeed(compressed, from, feed.LastFrom);
        return Inflate(slowly, again) ?? throw Damaged("its end was not found");
    }

    private int? Inflate(DeflateFeed feed, ByteBuffer output)
    {
        try
        {
            using var inflater = new DeflateStream(feed, CompressionMode.Decompress, leaveOpen: true);
            while (inflater.Read(output.Free().Span) is > 0 and var read)
            {
                Advance(output, read);
            }
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e.Message, e);
        }

        return feed.IsCut ? throw Cut() : feed.Handed - feed.LastFrom <= 1 ? feed.Handed : null;
    }

    private void Advance(ByteBuffer output, int count)
    {
        output.Advance(count);
        if (output.Length > RatioJudgedAbove && output.Length / caps.Ratio > compressed.Length)
        {
            throw new BackfillException(
                FailureCategory.Oversize,
                string.Create(CultureInfo.InvariantCulture, $"{place} grows more than {caps.Ratio} times when it is decompressed (caps.ratio)"));
        }
    }

    private ByteBuffer NewBuffer() => new(place, caps.BodyBytes, compressed.Length * 4L);

    private BackfillException Cut() => new(
        FailureCategory.Truncated, string.Create(CultureInfo.InvariantCulture, $"{place} ends after {compressed.Length} bytes in the middle of its compressed data"));

    private BackfillException Damaged(string how, Exception? inner = null) =>
        new(FailureCategory.Truncated, $"{place} is damaged: its compressed data cannot be read, {how}", inner);
}

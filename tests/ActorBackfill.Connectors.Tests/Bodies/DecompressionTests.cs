using System.IO.Compression;
using System.Text;
using ActorBackfill.Connectors.Bodies.Compression;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Tests.Bodies;

public sealed class DecompressionTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"row {i * 7919}, ")));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(250_000)]
    public void Gzip_of_any_length_is_read(int length) => Assert.Equal(Text[..Math.Min(length, Text.Length)], Gzip(Reply.Gzip(Text[..Math.Min(length, Text.Length)])));

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Several_members_are_read_as_one(CompressionLevel level)
    {
        var members = new[] { Text[..10], Text[10..90_000], Text[90_000..] }
            .SelectMany(part => Reply.Packed(part, s => new GZipStream(s, level, true))).ToArray();
        Assert.Equal(Text, Gzip(members));
    }

    [Fact]
    public void Members_cut_anywhere_but_between_them_are_refused()
    {
        byte[] first = Reply.Gzip(Text[..500]), both = [.. first, .. Reply.Gzip(Text[500..1000])];
        for (var at = 0; at < both.Length; at++)
        {
            if (at != first.Length)
            {
                Assert.Throws<BackfillException>(() => Gzip(both[..at]));
            }
        }
    }

    [Fact]
    public void What_follows_gzip_and_is_none_is_refused() => Assert.Equal(
        FailureCategory.UnexpectedContent, Assert.Throws<BackfillException>(() => Gzip([.. Reply.Gzip(Text), 0, 0, 0, 0])).Category);

    [Fact]
    public void A_header_with_name_comment_extra_field_and_checksum_is_passed_over()
    {
        var plain = Reply.Gzip(Text);
        byte[] full = [0x1F, 0x8B, 8, 4 | 8 | 16 | 2, .. plain[4..10], 3, 0, 1, 2, 3, .. "name\0comment\0"u8, 9, 9, .. plain[10..]];
        Assert.Equal(Text, Gzip(full));
        for (var at = 0; at < 30; at++)
        {
            Assert.Equal(FailureCategory.Truncated, Assert.Throws<BackfillException>(() => Gzip(full[..at])).Category);
        }
    }

    [Fact]
    public void Brotli_and_zlib_cut_or_followed_by_more_are_refused()
    {
        var brotli = Reply.Packed(Text[..2000], s => new BrotliStream(s, CompressionLevel.Fastest, true));
        var zlib = Reply.Packed(Text[..2000], s => new ZLibStream(s, CompressionLevel.Fastest, true));
        for (var at = 0; at < brotli.Length; at++)
        {
            Assert.Throws<BackfillException>(() => Of(brotli[..at]).Brotli());
        }

        for (var at = 0; at < zlib.Length; at++)
        {
            Assert.Throws<BackfillException>(() => Of(zlib[..at]).Deflate());
        }

        Assert.Throws<BackfillException>(() => Of([.. brotli, 1]).Brotli());
        Assert.Throws<BackfillException>(() => Of([.. zlib, 1]).Deflate());
    }

    [Fact]
    public void The_checksum_is_that_of_gzip() => Assert.Equal(0xCBF43926u, Crc32.Append(Crc32.Append(0, "1234"u8), "56789"u8));

    private static Decompression Of(byte[] packed) => new(packed, "here", new CapsDefinition());

    private static byte[] Gzip(byte[] packed)
    {
        using var buffer = Of(packed).Gzip();
        return buffer.Written.ToArray();
    }
}

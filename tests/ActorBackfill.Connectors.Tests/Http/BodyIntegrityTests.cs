using System.IO.Compression;
using System.Text;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class BodyIntegrityTests
{
    private const string Json = """{"items":[{"a":1,"b":"two"},{"a":3,"b":"vier"}]}""";
    private const string CsvText = "a,b\r\n1,two\r\n3,\"vi\r\ner\"\r\n";
    private static readonly byte[] JsonBytes = Encoding.UTF8.GetBytes(Json);
    private static readonly byte[] CsvBytes = Encoding.UTF8.GetBytes(CsvText);

    public static TheoryData<string> Whole => ["json", "json chunked", "json gzip", "json unmeasured", "csv", "csv chunked", "csv gzip", "csv gzip unmeasured", "ndjson", "ndjson chunked"];

    [Theory]
    [MemberData(nameof(Whole))]
    public async Task A_whole_body_is_read(string kind) => Assert.Equal(2, (await Of(kind).FetchAsync(With(kind))).Items.Count);

    [Theory]
    [MemberData(nameof(Whole))]
    public async Task E60_E61_A_body_cut_at_any_byte_is_never_a_unit(string kind)
    {
        var whole = Of(kind);
        var at = 0;
        await using var server = new ScriptedServer((_, _) => whole.Cut(Volatile.Read(ref at)));
        await using var source = new HttpSource(With(kind)(Definition(server.Base)), ["date"], TimeProvider.System);
        for (; at < whole.Bytes.Length; Interlocked.Increment(ref at))
        {
            var failure = await Assert.ThrowsAsync<BackfillException>(() => source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None).AsTask());
            Assert.True(failure.CanRetry, $"cut at {at}: {failure.Message}");
        }

        Assert.Equal(whole.Bytes.Length, server.Requests.Count);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("json gzip")]
    public async Task D50_E60_A_reset_within_the_body_is_never_a_unit(string kind)
    {
        var whole = Of(kind);
        var failure = await whole.Cut(whole.Bytes.Length - 5, After.Reset).FailureAsync(With(kind));
        Assert.True(failure.CanRetry);
        Assert.True(failure.Category is FailureCategory.Truncated or FailureCategory.Transient, failure.Message);
    }

    [Fact]
    public async Task E60_A_length_that_fits_a_cut_does_not_make_JSON_whole()
    {
        for (var length = 1; length < JsonBytes.Length; length++)
        {
            Assert.Equal(FailureCategory.Truncated, (await Reply.Measured(JsonBytes[..length], length).FailureAsync()).Category);
        }
    }

    [Fact]
    public async Task E60_A_length_that_fits_a_cut_makes_CSV_whole_only_where_a_line_ends()
    {
        for (var length = 1; length < CsvBytes.Length; length++)
        {
            if (CsvBytes[length - 1] != '\n')
            {
                Assert.Equal(FailureCategory.Truncated, (await Reply.Measured(CsvBytes[..length], length).FailureAsync(AsCsv)).Category);
            }
        }
    }

    [Fact]
    public async Task E60_CSV_without_length_or_chunks_is_refused_even_when_it_is_whole() =>
        Assert.Equal(FailureCategory.Truncated, (await Reply.Unmeasured(CsvBytes).FailureAsync(AsCsv)).Category);

    [Fact]
    public async Task E60_A_chunk_of_a_wrong_size_is_never_a_unit() => Assert.Equal(
        FailureCategory.Truncated,
        (await new Reply([.. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n"u8, .. JsonBytes, .. "\r\n0\r\n\r\n"u8]).FailureAsync()).Category);

    [Fact]
    public async Task E61_Gzip_turned_over_at_any_byte_is_never_another_unit()
    {
        var packed = Reply.Gzip(Json);
        for (var at = 0; at < packed.Length; at++)
        {
            var damaged = packed.ToArray();
            damaged[at] ^= 0x10;
            // Time, flags without meaning and the system's name are no part of the data.
            if (at is not (>= 4 and <= 9))
            {
                Assert.True((await Reply.Body(damaged, "Content-Encoding: gzip").FailureAsync()).CanRetry, $"at {at}");
            }
        }
    }

    [Fact]
    public async Task E61_Gzip_twice_is_read_where_both_are_named_and_refused_where_one_is()
    {
        var twice = Reply.Gzip(Reply.Gzip(Json));
        Assert.Equal(2, (await Reply.Body(twice, "Content-Encoding: gzip, gzip").FetchAsync()).Items.Count);
        Assert.Equal(FailureCategory.InvalidData, (await Reply.Body(twice, "Content-Encoding: gzip").FailureAsync()).Category);
    }

    [Fact]
    public async Task E61_A_header_that_says_gzip_over_a_plain_body_is_refused() =>
        Assert.Equal(FailureCategory.UnexpectedContent, (await Reply.Json(Json, "Content-Encoding: gzip").FailureAsync()).Category);

    [Fact]
    public async Task A_coding_that_cannot_be_read_is_refused_by_name()
    {
        var failure = await Reply.Json(Json, "Content-Encoding: zstd").FailureAsync();
        Assert.Contains("'zstd'", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.CanRetry);
    }

    [Fact]
    public async Task Brotli_and_both_kinds_of_deflate_are_read()
    {
        byte[][] coded =
        [
            Reply.Packed(JsonBytes, s => new BrotliStream(s, CompressionLevel.Fastest, true)),
            Reply.Packed(JsonBytes, s => new ZLibStream(s, CompressionLevel.Fastest, true)),
            Reply.Packed(JsonBytes, s => new DeflateStream(s, CompressionLevel.Fastest, true)),
        ];
        Assert.Equal(2, (await Reply.Body(coded[0], "Content-Encoding: br").FetchAsync()).Items.Count);
        Assert.Equal(2, (await Reply.Body(coded[1], "Content-Encoding: deflate").FetchAsync()).Items.Count);
        Assert.Equal(2, (await Reply.Body(coded[2], "Content-Encoding: deflate").FetchAsync()).Items.Count);
    }

    private static Reply Of(string kind) => kind switch
    {
        "json" => Reply.Json(Json),
        "json chunked" => Reply.Chunked(JsonBytes),
        "json gzip" => Reply.Body(Reply.Gzip(Json), "Content-Encoding: gzip"),
        "json unmeasured" => Reply.Unmeasured(JsonBytes),
        "csv" => Reply.Csv(CsvText),
        "csv chunked" => Reply.Chunked(CsvBytes),
        "csv gzip" => Reply.Body(Reply.Gzip(CsvText), "Content-Encoding: gzip"),
        "csv gzip unmeasured" => Reply.Unmeasured(Reply.Gzip(CsvText), "Content-Encoding: gzip"),
        "ndjson" => Reply.Body("{\"a\":1}\n{\"a\":2}\n"u8.ToArray()),
        _ => Reply.Chunked("{\"a\":1}\n\r\n{\"a\":2}"u8.ToArray()),
    };

    private static Func<HttpSourceDefinition, HttpSourceDefinition> With(string kind) => kind[0] switch
    {
        'c' => AsCsv,
        'n' => d => d with { Format = BodyFormat.Ndjson, Items = null },
        _ => d => d,
    };

    private static HttpSourceDefinition AsCsv(HttpSourceDefinition definition) => definition with { Format = BodyFormat.Csv, Items = null };
}

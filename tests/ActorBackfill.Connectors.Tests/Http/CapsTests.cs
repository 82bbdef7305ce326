using System.IO.Compression;
using System.Text;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class CapsTests
{
    private static readonly CapsDefinition Small = new(BodyBytes: 1000);

    [Fact]
    public async Task E62_A_body_over_its_cap_is_refused_by_its_header() =>
        Assert.Equal(FailureCategory.Oversize, (await new Reply("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"u8.ToArray()).FailureAsync()).Category);

    [Fact]
    public async Task E62_A_body_over_its_cap_is_refused_as_it_comes() => Assert.Equal(
        FailureCategory.Oversize, (await Reply.Chunked(new byte[5000]).FailureAsync(d => d with { Caps = Small })).Category);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task E62_A_bomb_is_refused_before_it_has_grown(string coding)
    {
        var bomb = Reply.Packed(new byte[100 << 20], s => coding switch
        {
            "gzip" => new GZipStream(s, CompressionLevel.SmallestSize, true),
            "br" => new BrotliStream(s, CompressionLevel.Fastest, true),
            _ => new ZLibStream(s, CompressionLevel.SmallestSize, true),
        });
        var failure = await Reply.Body(bomb, "Content-Encoding: " + coding).FailureAsync();
        Assert.Equal(FailureCategory.Oversize, failure.Category);
        Assert.False(failure.CanRetry);
        Assert.Contains("caps.ratio", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E62_A_ratio_that_no_data_has_is_refused_though_the_size_is_allowed()
    {
        var failure = await Reply.Body(Reply.Packed(new byte[8 << 20], s => new GZipStream(s, CompressionLevel.SmallestSize, true)), "Content-Encoding: gzip").FailureAsync();
        Assert.Contains("caps.ratio", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public async Task E62_Nesting_is_accepted_up_to_its_cap(int depth, bool isAccepted)
    {
        var reply = Reply.Json(new string('[', depth) + new string(']', depth));
        if (isAccepted)
        {
            await reply.FetchAsync(d => d with { Items = null });
        }
        else
        {
            Assert.Equal(FailureCategory.Oversize, (await reply.FailureAsync(d => d with { Items = null })).Category);
        }
    }

    [Fact]
    public async Task E62_A_number_of_a_million_digits_is_just_a_value()
    {
        var unit = await Reply.Json("{\"items\":[" + new string('9', 1_000_000) + "]}").FetchAsync();
        Assert.False(unit.Items[0].Value.TryGetInt64(out _));
    }

    [Fact]
    public async Task All_pages_of_a_unit_have_a_cap_together()
    {
        await using var server = new ScriptedServer((_, n) => Reply.Json($$"""{"items":["{{new string('x', 900)}}{{n}}"],"next":"{{n}}"}"""));
        var failure = await (Definition(server.Base) with { Paging = new PagingDefinition.Cursor("c", "next", null, null), Caps = Small }).FailureAsync();
        Assert.Equal(FailureCategory.Oversize, failure.Category);
        Assert.InRange(server.Paths.Count, 16, 18);
    }

    [Fact]
    public async Task E62_A_row_of_commas_costs_no_more_than_its_bytes()
    {
        var body = Encoding.ASCII.GetBytes(new string('n', 200) + "\n" + new string(',', 5_000_000) + "\n");
        var failure = await Reply.Body(body).FailureAsync(d => d with { Format = BodyFormat.Csv, Items = null });
        Assert.Equal(FailureCategory.InvalidData, failure.Category);
    }
}

using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using ActorBackfill.Connectors.Tests.Faults.Fixtures;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Row E62: what is too much, and that it costs little memory to notice.</summary>
[Collection(Alone.Name)]
public sealed class BombTests
{
    private const int Cap = 4 << 20;

    [Theory]
    [InlineData(BodyFormat.Json, "Transfer-Encoding: chunked")]
    [InlineData(BodyFormat.Ndjson, "Transfer-Encoding: chunked")]
    [InlineData(BodyFormat.Csv, "Transfer-Encoding: chunked")]
    [InlineData(BodyFormat.Json, "Connection: close")]
    public async Task E62_A_body_without_end_is_refused_at_its_cap(BodyFormat format, string header)
    {
        await using var endless = new Relay((client, stop) => SendForeverAsync(client, header, stop));
        var definition = Definition($"http://127.0.0.1:{endless.Port}") with { Format = format, Items = null, Caps = new CapsDefinition(BodyBytes: Cap) };
        var failure = await definition.FailureAsync();
        Assert.Equal((FailureCategory.Oversize, false), (failure.Category, failure.CanRetry));
        Assert.Contains($"is larger than {Cap} bytes (caps.body", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BodyFormat.Json, "{\"items\":[\"")]
    [InlineData(BodyFormat.Ndjson, "\"")]
    [InlineData(BodyFormat.Csv, "a\n")]
    public async Task F77_A_row_of_half_a_gigabyte_is_oversize_when_its_cap_has_come(BodyFormat format, string begin)
    {
        const int row = 500 << 20;
        var sent = 0L;
        await using var server = new Relay(async (client, stop) =>
        {
            await client.ReceiveAsync(new byte[4096], stop);
            await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{begin.Length + row:x}\r\n{begin}"), stop);
            for (var piece = Encoding.ASCII.GetBytes(new string('x', 64 << 10)); Volatile.Read(ref sent) < row;)
            {
                Interlocked.Add(ref sent, await client.SendAsync(piece, stop));
            }
        });
        var definition = Definition($"http://127.0.0.1:{server.Port}") with { Format = format, Items = null, Caps = new CapsDefinition(BodyBytes: Cap) };
        var failure = await definition.FailureAsync();
        Assert.Equal((FailureCategory.Oversize, false), (failure.Category, failure.CanRetry));
        Assert.InRange(Volatile.Read(ref sent), 1, row / 4);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task E62_Memory_stays_flat_over_many_bombs(string coding)
    {
        var bomb = Reply.Packed(new byte[64 << 20], s => coding == "gzip" ? new GZipStream(s, CompressionLevel.Fastest, true) : new BrotliStream(s, CompressionLevel.Fastest, true));
        await using var server = new ScriptedServer(Reply.Body(bomb, "Content-Encoding: " + coding));
        var definition = Definition(server.Base) with { Caps = new CapsDefinition(BodyBytes: Cap) };
        await definition.FailureAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(FailureCategory.Oversize, (await definition.FailureAsync()).Category);
        }

        // Twenty bombs unpacked would be 1,280 MiB, up to the cap they are 80.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 320L << 20);
    }

    [Fact]
    public async Task E62_A_coding_that_cannot_be_bounded_is_not_unpacked()
    {
        var failure = await Reply.Body([0x28, 0xB5, 0x2F, 0xFD, 0x04], "Content-Encoding: zstd").FailureAsync();
        Assert.Equal((FailureCategory.UnexpectedContent, false), (failure.Category, failure.CanRetry));
    }

    [Fact]
    public async Task E62_Three_codings_one_over_the_other_are_refused_unread()
    {
        var failure = await Reply.Body([1], "Content-Encoding: gzip, gzip, gzip").FailureAsync();
        Assert.Equal((FailureCategory.UnexpectedContent, false), (failure.Category, failure.CanRetry));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task E62_A_hundred_thousand_levels_are_refused_without_a_stack_to_match(string open, string close)
    {
        var deep = new StringBuilder().Insert(0, open, 100_000).Append('1').Insert(0, "{\"items\":[").Append(string.Concat(Enumerable.Repeat(close, 100_000))).Append("]}");
        foreach (var format in (BodyFormat[])[BodyFormat.Json, BodyFormat.Ndjson])
        {
            var failure = await Reply.Json(deep.ToString()).FailureAsync(d => d with { Format = format });
            Assert.Equal((FailureCategory.Oversize, false), (failure.Category, failure.CanRetry));
            Assert.Contains("(caps.depth)", failure.Message, StringComparison.Ordinal);
        }
    }

    private static async Task SendForeverAsync(Socket client, string header, CancellationToken stop)
    {
        await client.ReceiveAsync(new byte[4096], stop);
        await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{header}\r\n\r\n"), stop);
        var lines = string.Concat(Enumerable.Repeat("[1]\n", 4096));
        var bytes = Encoding.ASCII.GetBytes(header.EndsWith("chunked", StringComparison.Ordinal) ? $"{lines.Length:x}\r\n{lines}\r\n" : lines);
        while (true)
        {
            await client.SendAsync(bytes, stop);
        }
    }
}

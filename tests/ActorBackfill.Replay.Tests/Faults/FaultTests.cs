using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Faults;

public sealed class FaultTests
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    [Theory]
    [InlineData("500=1", 500, null)]
    [InlineData("503:5=1", 503, "5")]
    [InlineData("401=1", 401, null)]
    [InlineData("404=1", 404, null)]
    [InlineData("429=1", 429, null)]
    [InlineData("429:1.5=1", 429, "1.5")]
    [InlineData("429:-1=1", 429, "-1")]
    [InlineData("429:99999999999=1", 429, "99999999999")]
    public async Task A_status_comes_instead_of_the_answer(string fault, int status, string? retryAfter)
    {
        var answer = await AskAsync(fault);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer.Head, StringComparison.Ordinal);
        Assert.Equal(retryAfter, answer.Header("Retry-After"));
    }

    [Theory]
    [InlineData("retry-after-date=1", "Mon, 01 Sep 2025 12:00:02 GMT")]
    [InlineData("retry-after-date:-3600=1", "Mon, 01 Sep 2025 11:00:00 GMT")]
    public async Task Retry_After_can_be_a_date(string fault, string date) =>
        Assert.Equal(date, (await AskAsync(fault, time: new ManualTime())).Header("Retry-After"));

    [Fact]
    public async Task A_delay_comes_on_top_of_the_latency()
    {
        var time = new ManualTime();
        await using var served = await Served.PeopleAsync(1, new ReplayOptions { Latency = TimeSpan.FromSeconds(1) }, time, "delay:3s=1");

        var asked = served.GetAsync("/people");
        await time.WaitingAsync(1);
        time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(asked.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(["1"], Served.Ids([await asked]));
    }

    [Theory]
    [InlineData("hang=1", false)]
    [InlineData("stall=1", true)]
    public async Task A_client_that_gives_up_is_logged_and_let_go(string fault, bool hasHeaders)
    {
        var time = new ManualTime();
        await using var served = await Served.PeopleAsync(1, null, time, fault);
        using var giveUp = new CancellationTokenSource();

        var asked = served.Client.GetAsync(new Uri("/people", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, giveUp.Token);
        await time.WaitingAsync(1);
        if (hasHeaders)
        {
            Assert.Equal(HttpStatusCode.OK, (await asked).StatusCode);
        }

        Assert.Equal(hasHeaders, asked.IsCompleted);
        await giveUp.CancelAsync();
        await served.Server.StopAsync();
        Assert.Equal(499, served.LogLines().Single().GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_drip_brings_the_whole_body_in_pieces()
    {
        var time = new ManualTime();
        await using var served = await Served.PeopleAsync(30, null, time, "drip:1s=1");

        var asked = served.GetAsync("/people");
        for (var drop = 0; drop < 20; drop++)
        {
            await time.WaitingAsync(1);
            Assert.False(asked.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(30, Served.Ids([await asked]).Count);
    }

    [Theory]
    [InlineData("reset=1", true, true)]
    [InlineData("truncate=1", true, false)]
    [InlineData("close-delimited=1", false, false)]
    public async Task The_body_stops_half_way(string fault, bool hasLength, bool wasReset)
    {
        var whole = await AskAsync("delay:0s=0");

        var half = await AskAsync(fault);

        Assert.Equal(wasReset, half.WasReset);
        Assert.Equal(hasLength ? $"{whole.Body.Length}" : null, half.Header("Content-Length"));
        Assert.Equal(whole.Body[..(whole.Body.Length / 2)], half.Body);
    }

    [Fact]
    public async Task The_last_chunk_is_missing()
    {
        var answer = await AskAsync("no-last-chunk=1");

        Assert.Equal("chunked", answer.Header("Transfer-Encoding"));
        var length = int.Parse(Encoding.ASCII.GetString(answer.Body).Split("\r\n")[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.EndsWith("\r\n", Encoding.ASCII.GetString(answer.Body), StringComparison.Ordinal);
        Assert.Equal(answer.Body.Length, $"{length:X}\r\n".Length + length + 2);
        Assert.False(answer.WasReset);
    }

    [Theory]
    [InlineData("reset=1", false)]
    [InlineData("truncate=1", false)]
    [InlineData("no-last-chunk=1", false)]
    [InlineData("short-length=1", true)]
    [InlineData("close-delimited=1", true)]
    public async Task Some_cuts_HttpClient_sees_and_some_it_does_not(string fault, bool isSilent)
    {
        await using var served = await Served.PeopleAsync(30, null, null, fault);

        var asked = served.Client.GetByteArrayAsync(new Uri("/people", UriKind.Relative));

        if (isSilent)
        {
            Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(asked.GetAwaiter().GetResult()));
        }
        else
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => asked);
        }
    }

    [Fact]
    public async Task A_short_length_is_that_of_the_half()
    {
        var answer = await AskAsync("short-length=1");

        Assert.Equal($"{answer.Body.Length}", answer.Header("Content-Length"));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(answer.Body));
    }

    [Fact]
    public async Task A_cut_gzip_body_has_a_length_that_fits_and_no_end()
    {
        var answer = await AskAsync("gzip-truncate=1");

        Assert.Equal("gzip", answer.Header("Content-Encoding"));
        Assert.Equal($"{answer.Body.Length}", answer.Header("Content-Length"));
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(answer.Body), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(plain.ToArray()));
    }

    [Fact]
    public async Task A_corrupt_gzip_body_does_not_unpack()
    {
        var answer = await AskAsync("gzip-corrupt=1");

        Assert.Equal("gzip", answer.Header("Content-Encoding"));
        using var gzip = new GZipStream(new MemoryStream(answer.Body), CompressionMode.Decompress);
        Assert.Throws<InvalidDataException>(() => gzip.CopyTo(Stream.Null));
    }

    [Theory]
    [InlineData("html=1", "text/html; charset=utf-8", "<!DOCTYPE html>")]
    [InlineData("error-object=1", "application/json; charset=utf-8", "{\"error\":")]
    [InlineData("empty=1", "application/json; charset=utf-8", "")]
    public async Task A_200_can_carry_something_else(string fault, string type, string start)
    {
        var answer = await AskAsync(fault);

        Assert.StartsWith("HTTP/1.1 200 ", answer.Head, StringComparison.Ordinal);
        Assert.Equal(type, answer.Header("Content-Type"));
        Assert.StartsWith(start, Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
        Assert.Equal(start.Length == 0, answer.Body.Length == 0);
    }

    [Fact]
    public async Task A_gzip_body_can_lack_its_trailer()
    {
        var whole = await AskAsync("delay:0s=0");
        var answer = await AskAsync("gzip-no-trailer=1");

        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(answer.Body), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        Assert.Equal(whole.Body, plain.ToArray());
        Assert.Equal($"{answer.Body.Length}", answer.Header("Content-Length"));
    }

    [Fact]
    public async Task A_plain_body_can_be_said_to_be_gzip()
    {
        var answer = await AskAsync("gzip-false=1");

        Assert.Equal(("gzip", (byte)'{'), (answer.Header("Content-Encoding"), answer.Body[0]));
    }

    [Fact]
    public async Task A_body_can_begin_with_a_byte_order_mark() =>
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'{'], (await AskAsync("byte-order-mark=1")).Body[..4]);

    [Theory]
    [InlineData("redirect=1", "http://169.254.169.254/latest/meta-data/")]
    [InlineData("redirect:http://127.0.0.1:9/x=1", "http://127.0.0.1:9/x")]
    public async Task A_redirect_leads_elsewhere(string fault, string location)
    {
        var answer = await AskAsync(fault);

        Assert.StartsWith("HTTP/1.1 302 ", answer.Head, StringComparison.Ordinal);
        Assert.Equal(location, answer.Header("Location"));
    }

    [Fact]
    public async Task Invalid_utf8_stands_inside_a_value()
    {
        var answer = await AskAsync("invalid-utf8=1");

        Assert.ThrowsAny<DecoderFallbackException>(() => StrictUtf8.GetString(answer.Body));
        Assert.Contains("\"id\":\"\uFFFD", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_spares_the_other_requests()
    {
        await using var served = await Served.PeopleAsync(30, null, null, "500=1,team=red");

        Assert.Equal(15, (await served.GetAsync("/people?team=blue")).GetProperty("total").GetInt32());
        using var answer = await served.Client.GetAsync(new Uri("/people?team=red", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task The_log_has_the_status_that_was_sent()
    {
        await using var served = await Served.PeopleAsync(3, null, null, "500=first-1", "truncate=first-2");

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await RawAnswer.GetAsync(served.Server.BaseAddress, "/people");
        }

        Assert.Equal([500, 200, 200], served.LogLines().Select(line => line.GetProperty("status").GetInt32()));
    }

    private static async Task<RawAnswer> AskAsync(string fault, TimeProvider? time = null)
    {
        await using var served = await Served.PeopleAsync(30, null, time, fault);
        return await RawAnswer.GetAsync(served.Server.BaseAddress, "/people");
    }
}

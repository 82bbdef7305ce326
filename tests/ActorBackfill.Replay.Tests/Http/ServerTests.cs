using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Http;

public sealed class ServerTests
{
    [Fact]
    public async Task An_answer_carries_no_more_headers_than_it_needs()
    {
        await using var served = await Served.PeopleAsync(1);

        var answer = await RawAnswer.GetAsync(served.Server.BaseAddress, "/people");

        Assert.StartsWith("HTTP/1.1 200 OK", answer.Head, StringComparison.Ordinal);
        Assert.Null(answer.Header("Server"));
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal($"{answer.Body.Length}", answer.Header("Content-Length"));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Only_GET_is_allowed(string method)
    {
        await using var served = await Served.PeopleAsync(1);

        var answer = await RawAnswer.GetAsync(served.Server.BaseAddress, "/people", method);

        Assert.StartsWith("HTTP/1.1 405", answer.Head, StringComparison.Ordinal);
        Assert.Equal("GET", answer.Header("Allow"));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/people/1")]
    public async Task What_is_not_there_is_404_with_a_reason(string path)
    {
        await using var served = await Served.PeopleAsync(1);

        using var answer = await served.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains(path, body.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "gzip", "gzip")]
    [InlineData(true, "gzip;q=0", null)]
    [InlineData(true, "br", null)]
    [InlineData(false, "gzip", null)]
    public async Task Answers_are_packed_where_both_sides_want_it(bool configured, string accepted, string? coding)
    {
        await using var served = await Served.StartAsync(
            folder => [new FilesResource("a", [folder.Write("a.csv", "id\n1\n")], FileFormat.Csv)], gzip: configured);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/a");
        request.Headers.AcceptEncoding.ParseAdd(accepted);

        using var answer = await served.Client.SendAsync(request);

        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        var body = await answer.Content.ReadAsStreamAsync();
        await using var plain = coding is null ? body : new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress);
        using var page = await JsonDocument.ParseAsync(plain);
        Assert.Equal(["1"], Served.Ids([page.RootElement]));
    }

    [Fact]
    public async Task A_taken_port_is_an_error_that_names_it()
    {
        await using var served = await Served.PeopleAsync(1);
        var port = served.Server.BaseAddress.Port;

        var error = await Assert.ThrowsAsync<ReplayException>(() => Served.PeopleAsync(1, new ReplayOptions { Port = port }));

        Assert.Contains($"{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_an_answer_that_waits()
    {
        var time = new ManualTime();
        var served = await Served.PeopleAsync(1, new ReplayOptions { Latency = TimeSpan.FromHours(1) }, time);
        var asked = served.Client.GetAsync(new Uri("/people", UriKind.Relative));
        await time.WaitingAsync(1);

        await served.Server.StopAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => asked);
        Assert.Equal(499, served.LogLines().Single().GetProperty("status").GetInt32());
        await served.DisposeAsync();
    }

    [Fact]
    public async Task Every_answer_waits_for_the_latency_and_none_waits_for_another()
    {
        var time = new ManualTime();
        await using var served = await Served.PeopleAsync(1, new ReplayOptions { Latency = TimeSpan.FromSeconds(2) }, time);

        var asked = Enumerable.Range(0, 7).Select(_ => served.Client.GetAsync(new Uri("/people", UriKind.Relative))).ToList();
        await time.WaitingAsync(7);
        time.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.DoesNotContain(asked, task => task.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        var answers = await Task.WhenAll(asked);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var lines = served.LogLines();
        Assert.Equal(Enumerable.Range(1, 7), lines.Select(line => line.GetProperty("concurrent").GetInt32()).Order());
        Assert.All(lines, line => Assert.Equal("2025-09-01T12:00:02.000Z", line.GetProperty("end").GetString()));
    }

    [Fact]
    public async Task Above_the_rate_requests_get_429_until_the_window_has_passed()
    {
        var time = new ManualTime();
        await using var served = await Served.PeopleAsync(1, new ReplayOptions { ServerRate = ServerRate.Parse("2/m") }, time);

        Assert.Equal((HttpStatusCode.OK, null), await AskAsync(served));
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal((HttpStatusCode.OK, null), await AskAsync(served));
        time.Advance(TimeSpan.FromSeconds(10.5));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(30)), await AskAsync(served));
        time.Advance(TimeSpan.FromSeconds(29.5));
        Assert.Equal((HttpStatusCode.OK, null), await AskAsync(served));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(20)), await AskAsync(served));
    }

    [Fact]
    public async Task The_rate_changes_so_long_after_the_first_request()
    {
        var time = new ManualTime();
        var options = new ReplayOptions { ServerRate = ServerRate.Parse("2/s"), RateChanges = [RateChange.Parse("10s=1/s")!.Value] };
        await using var served = await Served.PeopleAsync(1, options, time);

        Assert.Equal((HttpStatusCode.OK, null), await AskAsync(served));
        Assert.Equal((HttpStatusCode.OK, null), await AskAsync(served));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((HttpStatusCode.OK, null), await AskAsync(served));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), await AskAsync(served));
    }

    [Theory]
    [InlineData("10=1/s")]
    [InlineData("10s")]
    [InlineData("0s=1/s")]
    [InlineData("2d=1/s")]
    [InlineData("10s=fast")]
    public void A_change_of_the_rate_is_a_time_and_a_rate(string text) => Assert.Null(RateChange.Parse(text));

    [Fact]
    public async Task The_log_has_a_line_of_six_fields_before_the_answer_has_ended()
    {
        var time = new ManualTime();
        await using var served = await Served.PeopleAsync(1, null, time);

        await served.GetAsync("/people?team=red&name=Zo%C3%AB+1");
        using var missing = await served.Client.GetAsync(new Uri("/no%20thing", UriKind.Relative));

        var text = await File.ReadAllLinesAsync(served.LogFile);
        Assert.Equal(
            """{"start":"2025-09-01T12:00:00.000Z","end":"2025-09-01T12:00:00.000Z","path":"/people","query":"team=red&name=Zo%C3%AB+1","status":200,"concurrent":1}""",
            text[0]);
        Assert.Equal(
            """{"start":"2025-09-01T12:00:00.000Z","end":"2025-09-01T12:00:00.000Z","path":"/no%20thing","query":"","status":404,"concurrent":1}""",
            text[1]);
    }

    [Theory]
    [InlineData("/people?_per_page=1")]
    [InlineData("/people?_per_page=1000")]
    public async Task What_a_client_does_upon_an_answer_starts_after_its_end(string path)
    {
        await using var served = await Served.PeopleAsync(1_000);

        await Task.WhenAll(Enumerable.Range(0, 7).Select(async _ =>
        {
            for (var i = 0; i < 30; i++)
            {
                await served.GetAsync(path);
            }
        }));

        var lines = served.LogLines();
        Assert.Equal(210, lines.Count);
        Assert.InRange(lines.Max(line => line.GetProperty("concurrent").GetInt32()), 1, 7);
    }

    [Fact]
    public async Task Options_that_break_a_rule_do_not_start()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Served.PeopleAsync(1, new ReplayOptions { Port = 65536 }));
        await Assert.ThrowsAsync<ArgumentException>(() => Served.PeopleAsync(1, new ReplayOptions { Latency = TimeSpan.FromDays(2) }));
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_an_error_that_names_it()
    {
        using var folder = new DataFolder();
        var definition = new ReplayDefinition { Resources = [new GreyhoundResource("results")] };
        var log = folder.PathOf("missing/access.ndjson");

        var error = await Assert.ThrowsAsync<ReplayException>(() => ReplayServer.StartAsync(definition, new ReplayOptions { AccessLog = log }));

        Assert.Contains(log, error.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> AskAsync(Served served)
    {
        using var answer = await served.Client.GetAsync(new Uri("/people", UriKind.Relative));
        return (answer.StatusCode, answer.Headers.RetryAfter is RetryConditionHeaderValue { Delta: { } delta } ? delta : null);
    }
}

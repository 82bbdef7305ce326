using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class StatusTests
{
    [Theory]
    [InlineData(400, FailureCategory.UnexpectedContent, false)]
    [InlineData(401, FailureCategory.Auth, false)]
    [InlineData(403, FailureCategory.Auth, false)]
    [InlineData(404, FailureCategory.NotFound, false)]
    [InlineData(408, FailureCategory.Transient, true)]
    [InlineData(410, FailureCategory.NotFound, false)]
    [InlineData(418, FailureCategory.UnexpectedContent, false)]
    [InlineData(429, FailureCategory.RateLimited, true)]
    [InlineData(500, FailureCategory.Transient, true)]
    [InlineData(502, FailureCategory.Transient, true)]
    [InlineData(503, FailureCategory.Transient, true)]
    [InlineData(504, FailureCategory.Transient, true)]
    [InlineData(599, FailureCategory.Transient, true)]
    [InlineData(304, FailureCategory.UnexpectedContent, false)]
    [InlineData(206, FailureCategory.Truncated, true)]
    public async Task E56_E57_A_status_says_whether_asking_again_can_help(int status, FailureCategory category, bool canRetry)
    {
        var failure = await Reply.Status(status).FailureAsync();
        Assert.Equal((category, canRetry), (failure.Category, failure.CanRetry));
        Assert.Contains($"answered {status}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task E58_Not_found_is_an_empty_unit_where_the_job_says_so(int status)
    {
        var unit = await Reply.Status(status).FetchAsync(d => d with { NotFoundIsEmpty = true });
        Assert.Equal((0, 1), (unit.Items.Count, unit.Requests));
    }

    [Fact]
    public async Task No_content_is_an_empty_unit() => Assert.Empty((await new Reply("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray()).FetchAsync()).Items);

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task E55_E56_Retry_After_closes_the_source_for_everyone(int status)
    {
        await using var server = new ScriptedServer(Reply.Status(status, "Retry-After: 5"));
        var gate = new FakeGate();
        var failure = await Definition(server.Base).FailureAsync(gate);
        Assert.Equal((FailureCategory.RateLimited, TimeSpan.FromSeconds(5)), (failure.Category, failure.RetryAfter));
        Assert.Equal((TimeSpan.FromSeconds(5), $"{status} with Retry-After 5 s from 127.0.0.1"), Assert.Single(gate.Closings));
    }

    [Theory]
    [InlineData("Retry-After: 1.5", 1.5)]
    [InlineData("Retry-After: 99999999999", 86400.0)]
    [InlineData("Retry-After: -3", 0.0)]
    [InlineData("Retry-After: 0", 0.0)]
    [InlineData("Retry-After: Mon, 01 Sep 2025 12:00:07 GMT", 7.0)]
    [InlineData("Retry-After: Mon, 01 Sep 2025 11:00:00 GMT", null)]
    [InlineData("Retry-After: soon", null)]
    [InlineData("Retry-After: NaN", null)]
    [InlineData("X-Other: 1", null)]
    public async Task E55_Every_form_of_Retry_After_is_read_and_bounded(string header, double? seconds)
    {
        await using var server = new ScriptedServer(Reply.Status(429, header));
        var gate = new FakeGate();
        var failure = await Definition(server.Base).FailureAsync(gate, new ManualTime());
        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
        // Without a time of its own the source is closed all the same; the budget says for how long.
        Assert.Equal(seconds ?? 0, Assert.Single(gate.Closings).Delay.TotalSeconds);
    }

    [Fact]
    public async Task E55_A_date_is_measured_by_the_clock_of_the_server()
    {
        var failure = await Reply.Status(429, "Date: Wed, 01 Sep 1999 12:00:00 GMT", "Retry-After: Wed, 01 Sep 1999 12:00:09 GMT").FailureAsync();
        Assert.Equal(TimeSpan.FromSeconds(9), failure.RetryAfter);
    }
}

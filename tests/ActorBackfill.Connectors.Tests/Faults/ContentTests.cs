using System.Globalization;
using System.Text;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Rows E63, E67, E68, E70 and E73: answers that are whole and still not what was asked for.</summary>
public sealed class ContentTests
{
    private static readonly PagingDefinition.PageNumber Numbered = new("page", 1, "pages", "total");

    [Theory]
    [InlineData("""{"status":{"error":"quota"},"items":[1]}""", "\"quota\"")]
    [InlineData("""{"status":{"error":{"code":7}},"items":[]}""", "{\"code\":7}")]
    [InlineData("""{"status":{"error":17},"items":[]}""", "17")]
    public async Task E63_An_error_where_the_job_says_it_would_stand_makes_the_body_no_data(string body, string says)
    {
        var failure = await Reply.Json(body).FailureAsync(d => d with { ErrorPath = "status.error" });
        Assert.Equal((FailureCategory.UnexpectedContent, true), (failure.Category, failure.CanRetry));
        Assert.EndsWith($" says at 'status.error': {says}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"items":[1]}""")]
    [InlineData("""{"status":{"error":null},"items":[1]}""")]
    [InlineData("""{"status":{"error":""},"items":[1]}""")]
    [InlineData("""{"status":{"error":0},"items":[1]}""")]
    [InlineData("""{"status":{"error":false},"items":[1]}""")]
    [InlineData("""{"status":{"error":[]},"items":[1]}""")]
    public async Task E63_No_error_at_that_place_is_data(string body) =>
        Assert.Single((await Reply.Json(body).FetchAsync(d => d with { ErrorPath = "status.error" })).Items);

    [Theory]
    [InlineData(400, "text/plain", "unknown column 'x'\u001b[31m\u0007", "answered 400 BadRequest: unknown column 'x' [31m")]
    [InlineData(401, "application/json", "{\"error\":\"token is over\"}", "answered 401 Unauthorized: {\"error\":\"token is over\"}")]
    [InlineData(500, "text/plain", "stack trace", "answered 500 InternalServerError")]
    public async Task E63_What_a_server_says_about_a_request_is_shown_on_one_line(int status, string type, string body, string end)
    {
        var failure = await Refusal(status, type, body).FailureAsync();
        Assert.EndsWith(end, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    [Theory]
    [InlineData(200, "<html><title>Just a moment...</title>")]
    [InlineData(200, "<!DOCTYPE html><div class=\"g-recaptcha\">")]
    [InlineData(403, "<html>Access to this page has been denied")]
    [InlineData(403, "<title>Attention Required! | Cloudflare</title>")]
    [InlineData(429, "<html>Our systems have detected unusual traffic")]
    [InlineData(503, "Checking your browser before accessing")]
    [InlineData(403, "Your IP address has been blocked")]
    public async Task E73_A_page_that_shuts_us_out_is_blocked_and_not_tried_again(int status, string page)
    {
        var failure = await Refusal(status, "text/html", page).FailureAsync();
        Assert.Equal((FailureCategory.Blocked, false), (failure.Category, failure.CanRetry));
        Assert.Contains($"shuts us out: {status} with '", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202, "x-amzn-waf-action: challenge")]
    [InlineData(403, "cf-mitigated: challenge")]
    public async Task E73_A_header_that_says_so_is_enough(int status, string header) =>
        Assert.Equal(FailureCategory.Blocked, (await Reply.Status(status, header).FailureAsync()).Category);

    [Theory]
    [InlineData(403, "<html>Zutritt verweigert, bitte Kontakt aufnehmen", FailureCategory.Blocked)]
    [InlineData(403, "<html>You may not see this", FailureCategory.Auth)]
    [InlineData(200, "<html>Sign in", FailureCategory.UnexpectedContent)]
    public async Task E73_A_job_names_pages_of_its_own(int status, string page, FailureCategory category) =>
        Assert.Equal(category, (await Refusal(status, "text/html", page).FailureAsync(d => d with { Blocked = ["zutritt\\s+verweigert"] })).Category);

    [Fact]
    public async Task E73_Data_may_hold_any_words() => Assert.Single((await Reply.Json("""{"items":["captcha: are you a robot?"]}""").FetchAsync()).Items);

    [Fact]
    public async Task E73_Who_says_when_to_come_back_does_not_shut_us_out()
    {
        var page = new Reply([.. "HTTP/1.1 429 x\r\nRetry-After: 5\r\nContent-Length: 7\r\n\r\ncaptcha"u8]);
        Assert.Equal(FailureCategory.RateLimited, (await page.FailureAsync()).Category);
    }

    [Theory]
    [InlineData("(?=a)b")]
    [InlineData("(a)\\1")]
    [InlineData("(")]
    [InlineData("")]
    public void A_pattern_that_a_page_could_make_slow_is_refused(string pattern)
    {
        Assert.NotNull(SourceRules.PatternProblem(pattern));
        Assert.Throws<FormatException>(() => new HttpSource(Definition("http://x") with { Blocked = [pattern] }, ["date"], TimeProvider.System));
    }

    [Fact]
    public async Task A_pattern_that_is_slow_elsewhere_is_not_slow_here()
    {
        var page = "<html>" + new string('a', 16_000);
        var failure = await Refusal(403, "text/html", page).FailureAsync(d => d with { Blocked = ["(a+)+$x", "(a|a)*b"], RequestTimeout = TimeSpan.FromSeconds(20) });
        Assert.Equal(FailureCategory.Auth, failure.Category);
    }

    [Fact]
    public async Task E67_An_item_that_goes_while_pages_are_read_is_noticed_by_the_total()
    {
        // 6 items, 2 a page. After the first page item 1 goes: what was third is second now, and nobody sees it.
        var items = new List<int> { 1, 2, 3, 4, 5, 6 };
        await using var server = new ScriptedServer((path, n) =>
        {
            var page = int.Parse(path[(path.IndexOf("page=", StringComparison.Ordinal) + 5)..], CultureInfo.InvariantCulture);
            var reply = Reply.Json($$"""{"items":[{{string.Join(',', items.Skip((page - 1) * 2).Take(2))}}],"pages":3,"total":6}""");
            items.Remove(1);
            return reply;
        });
        var failure = await (Definition(server.Base) with { Paging = Numbered }).FailureAsync();
        Assert.Equal((FailureCategory.Truncated, true), (failure.Category, failure.CanRetry));
        Assert.EndsWith("says 6 items in all, and 5 came", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E68_A_total_that_differs_is_a_warning_where_the_job_says_so()
    {
        await using var server = new ScriptedServer(
            Reply.Json("""{"items":[1,2],"pages":2,"total":5}"""), Reply.Json("""{"items":[3],"pages":2,"total":4}"""));
        var unit = await (Definition(server.Base) with { Paging = Numbered with { TotalMismatchWarns = true } }).FetchAsync();
        Assert.Equal(3, unit.Items.Count);
        Assert.Equal(2, unit.Warnings.Length);
        Assert.EndsWith("changed while it was read: 5 items at first, then 4", unit.Warnings[0], StringComparison.Ordinal);
        Assert.EndsWith("says 4 items in all, and 3 came", unit.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task E70_The_same_mark_over_another_body_is_another_body()
    {
        string[] mark = ["ETag: \"same\"", "Last-Modified: Mon, 01 Sep 2025 12:00:00 GMT", "Cache-Control: max-age=86400", "Age: 3600"];
        await using var server = new ScriptedServer((_, n) => Reply.Json($$"""{"items":[{{n}}]}""", mark));
        await using var source = new HttpSource(Definition(server.Base), ["date"], TimeProvider.System);
        for (var n = 0; n < 3; n++)
        {
            var unit = await source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None);
            Assert.Equal(n, unit.Items.Single().Value.GetInt32());
        }

        Assert.All(server.Requests, r => Assert.DoesNotContain("If-", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task E70_An_answer_that_nothing_has_changed_is_no_unit() =>
        Assert.Equal(FailureCategory.UnexpectedContent, (await Reply.Status(304, "ETag: \"same\"").FailureAsync()).Category);

    private static Reply Refusal(int status, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return new Reply([.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} x\r\nContent-Type: {type}\r\nContent-Length: {bytes.Length}\r\n\r\n"), .. bytes]);
    }
}

using System.Text;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class UnexpectedContentTests
{
    private const string Login = "<!DOCTYPE html>\n<html>\u001b[31m<title>Sign in</title></html>";

    [Fact]
    public async Task E63_HTML_for_JSON_is_refused_with_its_beginning_on_one_line()
    {
        var failure = await Reply.Body(Encoding.UTF8.GetBytes(Login), "Content-Type: text/html").FailureAsync();
        Assert.Equal((FailureCategory.UnexpectedContent, true), (failure.Category, failure.CanRetry));
        Assert.Contains("<!DOCTYPE html> <html> [31m<title>Sign in</title>", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    [Theory]
    [InlineData("text/html", Login)]
    [InlineData("text/html", "Sign in\n")]
    [InlineData("text/csv", Login)]
    [InlineData("application/json", """{"error":"no"}""")]
    public async Task E63_Something_else_than_CSV_is_refused(string type, string body) => Assert.Equal(
        FailureCategory.UnexpectedContent,
        (await Reply.Body(Encoding.UTF8.GetBytes(body + "\n"), "Content-Type: " + type).FailureAsync(d => d with { Format = BodyFormat.Csv, Items = null })).Category);

    [Theory]
    [InlineData("""{"error":"no such thing"}""", "items", FailureCategory.UnexpectedContent)]
    [InlineData("""{"error":{"code":5}}""", null, FailureCategory.UnexpectedContent)]
    [InlineData("""{"errors":["x"],"data":null}""", "data.items", FailureCategory.UnexpectedContent)]
    [InlineData("""{"error":null}""", "items", FailureCategory.SourceSchema)]
    public async Task E63_A_good_status_over_an_error_object_is_refused(string body, string? items, FailureCategory category) =>
        Assert.Equal(category, (await Reply.Json(body).FailureAsync(d => d with { Items = items })).Category);

    [Theory]
    [InlineData("""{"error":null,"items":[1]}""")]
    [InlineData("""{"error":"partly","items":[1]}""")]
    public async Task An_error_beside_the_items_is_the_business_of_the_job(string body) => Assert.Single((await Reply.Json(body).FetchAsync()).Items);

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{\"items\":[]} x")]
    [InlineData("{\"items\":[]}{\"items\":[]}")]
    [InlineData("{'items':[]}")]
    [InlineData("{\"items\":[1,]}")]
    public async Task E63_A_body_that_is_no_such_document_is_refused(string body) =>
        Assert.Equal(FailureCategory.UnexpectedContent, (await Reply.Json(body).FailureAsync(d => d with { Items = null })).Category);

    [Fact]
    public async Task E63_An_empty_CSV_is_refused_but_one_of_a_header_is_empty()
    {
        Assert.Equal(FailureCategory.UnexpectedContent, (await Reply.Csv("").FailureAsync(d => d with { Format = BodyFormat.Csv, Items = null })).Category);
        Assert.Empty((await Reply.Csv("a,b\n").FetchAsync(d => d with { Format = BodyFormat.Csv, Items = null })).Items);
    }

    [Fact]
    public async Task An_empty_NDJSON_is_an_empty_unit_packed_or_not()
    {
        Assert.Empty((await Reply.Body([]).FetchAsync(AsNdjson)).Items);
        Assert.Empty((await Reply.Body([], "Content-Encoding: gzip").FetchAsync(AsNdjson)).Items);
    }

    [Fact]
    public async Task E63_A_byte_order_mark_is_passed_over()
    {
        Assert.Single((await Reply.Json("\uFEFF{\"items\":[1]}").FetchAsync()).Items);
        var unit = await Reply.Csv("\uFEFFa\n1\n").FetchAsync(d => d with { Format = BodyFormat.Csv, Items = null });
        Assert.Equal("1", unit.Items[0].Value.GetProperty("a").GetString());
    }

    [Fact]
    public async Task E63_Another_charset_is_refused_only_where_it_matters()
    {
        var type = "Content-Type: application/json; charset=ISO-8859-1";
        Assert.Single((await Reply.Body("""{"items":[1]}"""u8.ToArray(), type).FetchAsync()).Items);
        Assert.Equal(FailureCategory.UnexpectedContent, (await Reply.Body("""{"items":["ü"]}"""u8.ToArray(), type).FailureAsync()).Category);
    }

    [Theory]
    [InlineData("{\"items\":[\"a\u00FFb\"]}", 12)]
    [InlineData("\u00FF\u00FE{\u0000", 0)]
    public async Task E64_Invalid_UTF_8_is_refused_with_its_place(string latin, int at)
    {
        var failure = await Reply.Body(Encoding.Latin1.GetBytes(latin)).FailureAsync();
        Assert.Equal((FailureCategory.InvalidData, false), (failure.Category, failure.CanRetry));
        Assert.EndsWith($"is not UTF-8 at byte {at}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"items":["\ud800"]}""")]
    [InlineData("""{"items":[{"\uDC00":1}]}""")]
    public async Task E64_Half_of_a_surrogate_pair_is_refused(string body) =>
        Assert.Equal(FailureCategory.InvalidData, (await Reply.Json(body).FailureAsync()).Category);

    [Fact]
    public async Task A_whole_surrogate_pair_is_text() =>
        Assert.Equal("😀", (await Reply.Json("""{"items":["\ud83d\ude00"]}""").FetchAsync()).Items[0].Value.GetString());

    private static HttpSourceDefinition AsNdjson(HttpSourceDefinition definition) => definition with { Format = BodyFormat.Ndjson, Items = null };
}

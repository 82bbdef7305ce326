using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Pages;

public sealed class PageTests
{
    private const string Rows = """
        {"apn":"1","owner":"O'Neil & <b>Söhne</b>","hist":[[2007,10],[2008,null]],"deed":{"no":"D1"},"sold":false}
        {"apn":"1","owner":"Zoë","hist":[],"sold":true}
        {"apn":"2","owner":null}
        """;

    [Theory]
    [InlineData("<i>{{owner}}</i>", "<i>O&#x27;Neil &amp; &lt;b&gt;Söhne&lt;/b&gt;</i>")]
    [InlineData("{{#_rows}}[{{apn}}]{{/_rows}}{{^_rows}}none{{/_rows}}", "[1][1]")]
    [InlineData("{{#hist}}{{0}}:{{1}};{{/hist}}{{#deed}}{{no}} {{apn}}{{/deed}}", "2007:10;2008:;D1 1")]
    [InlineData("{{#_rows}}{{#sold}}sold{{/sold}}{{^sold}}kept{{/sold}} {{^hist}}-{{/hist}}{{/_rows}}", "kept sold -")]
    [InlineData("{{_page}}/{{_pages}} of {{_total}} {{_next}}", "1/2 of 2 /p/1?_per_page=1&amp;_page=2", "?_per_page=1")]
    public async Task A_page_is_written_from_rows(string template, string text, string query = "")
    {
        await using var served = await StartAsync(template);

        using var answer = await served.Client.GetAsync(new Uri("/p/1" + query, UriKind.Relative));

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_query_without_rows_is_a_page_and_a_key_without_rows_is_404()
    {
        await using var served = await StartAsync("{{^_rows}}none of {{apn}}{{/_rows}}");

        Assert.Equal("none of ", await served.Client.GetStringAsync(new Uri("/p?apn=9", UriKind.Relative)));
        using var answer = await served.Client.GetAsync(new Uri("/p/9", UriKind.Relative));
        Assert.Equal((404, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("a\n{{colour}}", "p.html:2: there is no column colour; there are: apn, owner")]
    [InlineData("{{#_rows}}\n{{#_rows}}{{/_rows}}", "p.html:1: {{#_rows}} is not closed")]
    [InlineData("{{#_rows}}\n\n{{/hist}}", "p.html:3: {{/hist}} closes nothing that is open here")]
    public async Task A_template_that_is_wrong_stops_the_start_with_its_line(string template, string told)
    {
        var error = await Assert.ThrowsAsync<ReplayException>(() => StartAsync(template));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    private static Task<Served> StartAsync(string template) => Served.StartAsync(folder =>
        [new FilesResource("p", [folder.Write("a.ndjson", Rows)], FileFormat.Ndjson) { By = "apn", Template = folder.Write("p.html", template) }]);
}

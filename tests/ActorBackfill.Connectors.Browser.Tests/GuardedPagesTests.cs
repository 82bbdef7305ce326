using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Browser.Tests.Site;

namespace ActorBackfill.Connectors.Browser.Tests;

/// <summary>A page is not to be trusted: what its scripts may not reach.</summary>
[Collection(SharedBrowser.Name)]
public sealed class GuardedPagesTests(SharedBrowser browser)
{
    [SkippableFact]
    public async Task A_script_reaches_no_other_origin_by_whatever_means()
    {
        await using var other = new ScriptedServer(Html("<html>secret</html>"));
        await using var server = Serve(("/page", Page(Attempts.Replace("OTHER", other.Base, StringComparison.Ordinal))));
        await using var source = browser.Source(server);
        Assert.Equal("tried 10", (await source.FetchAsync()).Years());
        Assert.Empty(other.Requests);
        Assert.Equal(["/robots.txt", "/page"], server.Paths);
    }

    [SkippableFact]
    public async Task A_page_that_leads_away_is_not_followed_to_another_origin()
    {
        await using var other = new ScriptedServer(Html("<html><table id=roll></table></html>"));
        await using var server = Serve(("/page", Page($"location = '{other.Base}/a'")));
        await using var source = browser.Source(server);
        await Assert.ThrowsAsync<BackfillException>(() => source.FetchAsync());
        Assert.Empty(other.Requests);
    }

    [SkippableFact]
    public async Task A_listed_origin_is_asked_without_the_jobs_headers_and_keeps_its_own_rules()
    {
        await using var other = new ScriptedServer((path, _) => path == "/a.js" ? Script("row('from the other')") : Reply.Status(404));
        await using var server = Serve(("/page", Html($"<html><body><table id=roll></table>{Row}<script src='{other.Base}/a.js'></script></body></html>")));
        await using var source = browser.Source(server, d => d with { AllowOrigins = [other.Base], AllowPrivate = true, Headers = d.Headers.Add("X-Key", "secret-key") });
        Assert.Equal("from the other", (await source.FetchAsync()).Years());
        Assert.Equal(["/robots.txt", "/a.js"], other.Paths);
        Assert.All(other.Requests, r => Assert.DoesNotContain("X-Key", r, StringComparison.Ordinal));
        Assert.All(server.Requests, r => Assert.Contains("X-Key: secret-key", r, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Pictures_styles_posts_and_what_robots_txt_keeps_are_not_asked_for()
    {
        await using var server = Serve(
            ("/robots.txt", Reply.Body("User-agent: *\nDisallow: /private"u8.ToArray())),
            ("/page", Page("""
                document.body.insertAdjacentHTML('beforeend', '<img src=/a.png><link rel=stylesheet href=/a.css>');
                Promise.allSettled([fetch('/data', { method: 'POST' }), fetch('/private/data'), fetch('/open')])
                  .then(all => row(all.map(a => a.status).join(',')));
                """)),
            ("/open", Reply.Json("1")));
        await using var source = browser.Source(server);
        Assert.Equal("rejected,rejected,fulfilled", (await source.FetchAsync()).Years());
        Assert.Equal(["/robots.txt", "/page", "/open"], server.Paths);
    }

    [SkippableFact]
    public async Task One_page_leaves_nothing_to_the_next()
    {
        await using var server = Serve(
            ("/page", Page("localStorage.a = 1; document.cookie = 'a=1'; row('set')")),
            ("/other", Page("row(`${localStorage.a} ${document.cookie}`)")));
        await using var source = browser.Source(server);
        Assert.Equal("set", (await source.FetchAsync()).Years());
        Assert.Equal("undefined", (await source.FetchAsync("other")).Years());
        Assert.All(server.Requests, r => Assert.DoesNotContain("Cookie", r, StringComparison.Ordinal));
    }

    private const string Attempts = """
        const add = (tag, members) => document.body.append(Object.assign(document.createElement(tag), members));
        let tried = 0;
        for (const attempt of [
          () => fetch('OTHER/a', { mode: 'no-cors' }).catch(() => {}),
          () => new WebSocket('OTHER/a'.replace('http', 'ws')),
          () => new EventSource('OTHER/a'),
          () => navigator.sendBeacon('OTHER/a', 'x'),
          () => window.open('OTHER/a'),
          () => add('img', { src: 'OTHER/a' }),
          () => add('iframe', { src: 'OTHER/a' }),
          () => add('link', { rel: 'preconnect', href: 'OTHER' }),
          () => add('link', { rel: 'prefetch', href: 'OTHER/a' }),
          () => new Worker(URL.createObjectURL(new Blob(["fetch('OTHER/a').catch(() => {})"]))),
        ]) { try { attempt(); } catch { } tried++; }
        row(`tried ${tried}`);
        """;

    private const string Row = "<script>const row = t => { document.getElementById('roll').innerHTML = `<tr class=year><td>${t}</td></tr>`; };</script>";

    private static Reply Page(string script) => Html($"<html><body><table id=roll></table>{Row}<script>{script}</script></body></html>");
}

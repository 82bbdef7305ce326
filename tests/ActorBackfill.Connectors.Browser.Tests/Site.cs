using System.Collections.Immutable;
using System.Text;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Browser.Tests;

/// <summary>Pages with scripts, and sources that render them.</summary>
internal static class Site
{
    private static readonly ImmutableSortedDictionary<string, HtmlField> None = ImmutableSortedDictionary<string, HtmlField>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>A page whose rows are written by a script from data that it asks for.</summary>
    public const string Scripted = """
        <html><body><h1 id=apn>0011</h1><table id=roll></table><script src="/app.js"></script></body></html>
        """;

    public const string App = """
        fetch('/data.json').then(r => r.json()).then(rows => {
          document.getElementById('roll').innerHTML = rows.map(y => `<tr class=year><td>${y}</td></tr>`).join('');
        });
        """;

    public static void NeedsChromium() => Skip.If(ChromiumProgram.Find(null, Environment.GetEnvironmentVariable) is null, ChromiumProgram.Missing(null));

    public static Reply Html(string body) => Reply.Body(Encoding.UTF8.GetBytes(body), "Content-Type: text/html; charset=utf-8");

    public static Reply Script(string body) => Reply.Body(Encoding.UTF8.GetBytes(body), "Content-Type: text/javascript");

    /// <summary>Answers by path; what is not there is 404.</summary>
    public static ScriptedServer Serve(params (string Path, Reply Reply)[] pages) =>
        new((path, _) => pages.FirstOrDefault(p => p.Path == path).Reply ?? Reply.Status(404));

    public static HttpSourceDefinition Definition(
        ScriptedServer server, Func<HttpSourceDefinition, HttpSourceDefinition>? with = null, BrowserDefinition? browser = null) => (with ?? (d => d))(
        Fetching.Definition(server.Base) with
        {
            Path = "/{date}",
            Format = BodyFormat.Html,
            Items = null,
            Html = new HtmlDefinition("#roll", "tr.year", None.Add("apn", new HtmlField("#apn")), None.Add("year", new HtmlField("td"))),
            Browser = browser ?? new BrowserDefinition(),
        });

    /// <summary>Makes a source with a browser of its own.</summary>
    public static ISource Source(this ScriptedServer server)
    {
        NeedsChromium();
        return BrowserSource.Create(Definition(server), ["date"], TimeProvider.System);
    }

    public static Task<FetchedUnit> FetchAsync(this ISource source, string page = "page", IRequestGate? gate = null, CancellationToken cancellation = default) =>
        source.FetchAsync(Fetching.Unit(page), gate ?? new FakeGate(), cancellation).AsTask();

    public static string Years(this FetchedUnit unit) => string.Join(' ', unit.Items.Select(i => i.Value.GetProperty("year").GetString()));
}

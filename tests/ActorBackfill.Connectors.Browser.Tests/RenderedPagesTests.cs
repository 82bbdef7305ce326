using System.Diagnostics;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using static ActorBackfill.Connectors.Browser.Tests.Site;

namespace ActorBackfill.Connectors.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class RenderedPagesTests(SharedBrowser browser)
{
    private static readonly (string, Reply)[] Whole =
        [("/page", Html(Scripted)), ("/other", Html(Scripted)), ("/app.js", Script(App)), ("/data.json", Reply.Json("[2024,2025]"))];

    [SkippableFact]
    public async Task Rows_that_a_script_writes_are_items()
    {
        await using var server = Serve(Whole);
        await using var source = browser.Source(server);
        var gate = new FakeGate();
        var unit = await source.FetchAsync(gate: gate);
        Assert.Equal("2024 2025", unit.Years());
        Assert.Equal("0011", unit.Items[0].Parent!.Value.GetProperty("apn").GetString());
        Assert.Equal(["/robots.txt", "/page", "/app.js", "/data.json"], server.Paths);
        Assert.Equal((4, 4, 0), (unit.Requests, gate.Entered, gate.Inside));
    }

    [SkippableFact]
    public async Task A_script_is_asked_for_once_and_data_for_each_page()
    {
        await using var server = Serve(Whole);
        await using var source = browser.Source(server);
        await source.FetchAsync();
        Assert.Equal("2024 2025", (await source.FetchAsync("other")).Years());
        Assert.Equal(["/robots.txt", "/page", "/app.js", "/data.json", "/other", "/data.json"], server.Paths);
    }

    [SkippableFact]
    public async Task A_page_says_what_the_requests_say_of_who_asks()
    {
        await using var server = Serve(("/page", Html("""<html><h1 id=roll></h1><script>document.body.innerHTML += `<table><tr class=year><td>${navigator.userAgent}</td></tr></table>`</script></html>""")));
        await using var source = browser.Source(server, d => d with { Contact = "https://county.example/data" });
        Assert.Equal("ActorBackfill/0.1.0 (+https://county.example/data)", (await source.FetchAsync()).Years());
        Assert.All(server.Requests, r => Assert.Contains("User-Agent: ActorBackfill/0.1.0 (+https://county.example/data)\r\n", r, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_page_is_done_when_what_is_waited_for_appears_though_it_never_rests()
    {
        // What is never answered is never over, however long the machine stands still between two requests.
        await using var server = Serve(
            ("/page", Html("""
                <html><table id=roll></table><script>
                  fetch('/never').catch(() => {});
                  setInterval(() => fetch('/data.json'), 50);
                  setTimeout(() => { document.getElementById('roll').innerHTML = '<tr class=year id=done><td>1</td></tr>'; }, 700);
                </script></html>
                """)),
            ("/never", new Reply([], After.Hang)),
            ("/data.json", Reply.Json("[]")));
        await using var source = browser.Source(server, browser: new BrowserDefinition { WaitFor = "#done", PageTimeout = TimeSpan.FromMinutes(3) });
        Assert.Equal("1", (await source.FetchAsync()).Years());
    }

    [SkippableFact]
    public async Task Another_page_than_expected_fails_the_unit_though_its_script_ran()
    {
        await using var server = Serve(("/page", Html("<html><title>Sorry</title><body><script>document.body.innerHTML='<p>Not here</p>'</script></html>")));
        await using var source = browser.Source(server);
        var failure = await Assert.ThrowsAsync<BackfillException>(() => source.FetchAsync());
        Assert.Equal(FailureCategory.UnexpectedContent, failure.Category);
        Assert.EndsWith("without '#roll': Sorry: Not here", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_status_that_is_bad_is_the_failure_of_the_page_before_it_is_opened()
    {
        await using var server = Serve();
        await using var source = browser.Source(server);
        Assert.Equal(FailureCategory.NotFound, (await Assert.ThrowsAsync<BackfillException>(() => source.FetchAsync())).Category);
    }

    [SkippableFact]
    public async Task A_script_without_end_is_a_timeout_and_the_next_page_is_rendered()
    {
        await using var server = Serve([.. Whole, ("/hang", Html("<html><body id=roll><script>while (true) {}</script></body></html>"))]);
        await using var source = browser.Source(server, browser: new BrowserDefinition { PageTimeout = TimeSpan.FromSeconds(3) });
        var failure = await Assert.ThrowsAsync<BackfillException>(() => source.FetchAsync("hang"));
        Assert.Equal(FailureCategory.Timeout, failure.Category);
        Assert.EndsWith("/hang was not there as a page within 3 s (browser.page-timeout)", failure.Message, StringComparison.Ordinal);
        Assert.Equal("2024 2025", await RenderedAsync(source));
    }

    [SkippableFact]
    public async Task A_browser_that_is_killed_fails_its_page_in_passing_and_is_started_anew()
    {
        var hanging = new Reply([], After.Hang);
        var asked = new TaskCompletionSource();
        await using var server = new ScriptedServer((path, _) =>
        {
            if (path == "/never")
            {
                asked.TrySetResult();
                return hanging;
            }

            return path == "/first" ? Html("<html><body id=roll><script>fetch('/never')</script></body></html>") : Whole.FirstOrDefault(p => p.Item1 == path).Item2 ?? Reply.Status(404);
        });
        await using var source = server.Source();
        var before = Browsers();
        var first = source.FetchAsync("first");
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(3));
        foreach (var browser in Browsers().Except(before))
        {
            Kill(browser);
        }

        var failure = await Assert.ThrowsAsync<BackfillException>(() => first);
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.Equal("2024 2025", (await source.FetchAsync()).Years());
    }

    [SkippableFact]
    public async Task No_browser_is_left_when_the_source_is_disposed()
    {
        await using var server = Serve(Whole);
        var before = Browsers();
        var source = server.Source();
        await source.FetchAsync();
        var started = Browsers().Except(before).ToList();
        Assert.NotEmpty(started);
        await source.DisposeAsync();
        Assert.All(started, id => Assert.True(HasEnded(id), $"process {id} is still there"));
    }

    [SkippableFact]
    public void A_browser_that_is_not_there_is_said_before_anything_is_asked()
    {
        var error = Assert.Throws<FormatException>(() => BrowserSource.Create(
            Fetching.Definition("http://127.0.0.1:1") with { Browser = new BrowserDefinition { Executable = "/no/such/chromium" } }, ["date"], TimeProvider.System));
        Assert.Equal("source.browser: there is no /no/such/chromium", error.Message);
    }

    // Three seconds may be too short for any page on a machine that is busy; then it is asked for again.
    private static async Task<string> RenderedAsync(ISource source)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return (await source.FetchAsync()).Years();
            }
            catch (BackfillException e) when (e.Category == FailureCategory.Timeout && tries < 40)
            {
                // The next one may have a quieter machine.
            }
        }
    }

    // A browser has helpers that come and go.
    private static void Kill(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    // The browsers that this process has started: children of its drivers, which are its own children.
    private static List<int> Browsers() => [.. Children(Environment.ProcessId).SelectMany(Children)];

    private static IEnumerable<int> Children(int parent) => Process.GetProcesses().Select(p => p.Id).Where(p => ParentOf(p) == parent);

    private static int? ParentOf(int process) => Stat(process) is { } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : null;

    private static bool HasEnded(int process) => Stat(process) is not { } stat || stat[(stat.LastIndexOf(')') + 2)..][0] is 'Z' or 'X';

    private static string? Stat(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat");
        }
        catch (IOException)
        {
            return null;
        }
    }
}

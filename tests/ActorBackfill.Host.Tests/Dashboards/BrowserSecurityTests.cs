using System.Collections.Concurrent;
using System.Reflection;
using ActorBackfill.Connectors.Browser;
using Microsoft.Playwright;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>Rules of docs/security.md that only a browser can show: Chromium, signed in.</summary>
public sealed class BrowserSecurityTests
{
    private const string Search = "PLAYWRIGHT_DRIVER_SEARCH_PATH";

    // For a page to come up on a machine that is busy with everything else.
    private const float Ceiling = 180_000;

    private static readonly string? Program = ChromiumProgram.Find(null, Environment.GetEnvironmentVariable);

    [SkippableTheory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task R04_No_page_of_another_site_or_port_gives_a_command_or_reads_an_answer(string name)
    {
        await using var server = await DashboardServer.StartAsync();
        await using var foreign = await ForeignPage.StartAsync(server.Host.Address);
        using var driver = await DriverAsync();
        await using var browser = await LaunchAsync(driver);
        // One context: the other site's page is in the browser that has the cookie.
        await using var context = await browser.NewContextAsync();
        context.SetDefaultTimeout(Ceiling);
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Host.NewLogin()!);

        var other = await context.NewPageAsync();
        await other.GotoAsync($"http://{name}:{foreign.Port}/");
        await other.WaitForFunctionAsync("document.title === 'done'");

        Assert.Empty(server.Commands.Given);
        Assert.Equal(["plain", "json", "read", "feed"], await other.EvaluateAsync<string[]>("window.failed"));
        Assert.False(await other.EvaluateAsync<bool>("'leaked' in window"));
        // The same from the dashboard's own page is a command: what failed above failed for who it was.
        var status = await page.EvaluateAsync<int>("""
            async () => (await fetch("/jobs/days/commands/note", {
              method: "POST",
              headers: { "Content-Type": "application/json", "X-Backfill-Token": document.querySelector("meta[name=backfill-token]").content },
              body: "{}",
            })).status
            """);
        Assert.Equal(200, status);
        Assert.Single(server.Commands.Given);
    }

    [SkippableFact]
    public async Task R06_R28_A_page_asks_nobody_but_its_own_server_and_breaks_none_of_its_rules()
    {
        await using var server = await DashboardServer.StartAsync();
        using var driver = await DriverAsync();
        await using var browser = await LaunchAsync(driver);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(Ceiling);
        var (asked, said) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        page.Request += (_, request) => asked.Enqueue(request.Url);
        page.Console += (_, message) => said.Enqueue(message.Text);

        await page.GotoAsync(server.Host.NewLogin()!);

        Assert.Equal(server.Host.Address + "/", page.Url);
        Assert.All(asked, url => Assert.StartsWith(server.Host.Address + "/", url, StringComparison.Ordinal));
        Assert.Contains(asked, url => url.Contains("/assets/dashboard.css", StringComparison.Ordinal));
        Assert.DoesNotContain(said, text => text.Contains("Content Security Policy", StringComparison.Ordinal));
        // A script in the page itself is what the policy is for.
        await page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.injected = true'; document.body.append(s); }");
        Assert.False(await page.EvaluateAsync<bool>("'injected' in window"));
    }

    private static Task<IPlaywright> DriverAsync()
    {
        Skip.If(Program is null, ChromiumProgram.Missing(null));
        if (Environment.GetEnvironmentVariable(Search) is null)
        {
            var package = typeof(ChromiumProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "PlaywrightPackage").Value;
            Environment.SetEnvironmentVariable(Search, package);
        }

        return Playwright.CreateAsync();
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright driver) => driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Program,
        ChromiumSandbox = !Environment.IsPrivilegedProcess,
        Timeout = Ceiling,
    });
}

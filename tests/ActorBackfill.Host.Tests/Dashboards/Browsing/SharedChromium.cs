using System.Reflection;
using ActorBackfill.Connectors.Browser;
using Microsoft.Playwright;

namespace ActorBackfill.Host.Tests.Dashboards.Browsing;

/// <summary>One browser for the tests that look at pages; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedChromium : ICollectionFixture<SharedChromium>, IAsyncLifetime
{
    public const string Name = "chromium";

    private static readonly string? Program = ChromiumProgram.Find(null, Environment.GetEnvironmentVariable);

    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        const string search = "PLAYWRIGHT_DRIVER_SEARCH_PATH";
        if (Environment.GetEnvironmentVariable(search) is null)
        {
            var package = typeof(ChromiumProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "PlaywrightPackage").Value;
            Environment.SetEnvironmentVariable(search, package);
        }

        // Generous: what is waited for comes, the question is only when.
        Assertions.SetDefaultExpectTimeout(120_000);
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, ChromiumSandbox = !Environment.IsPrivilegedProcess, Timeout = 180_000 });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _driver?.Dispose();
    }

    /// <summary>Opens an empty page that may reach one server and nothing else.</summary>
    /// <param name="server">The server.</param>
    /// <param name="width">The page's width in pixels.</param>
    /// <param name="scheme">The colours that the reader likes.</param>
    internal async Task<WatchedPage> OpenAsync(Uri server, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        context.SetDefaultTimeout(120_000);
        return await WatchedPage.OfAsync(context, server);
    }

    internal static void Needed() => Skip.If(Program is null, ChromiumProgram.Missing(null));
}

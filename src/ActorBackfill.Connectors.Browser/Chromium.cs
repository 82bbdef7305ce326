using System.Reflection;
using ActorBackfill.Domain.Outcomes;
using Microsoft.Playwright;

namespace ActorBackfill.Connectors.Browser;

/// <summary>
/// The one browser of a source: started when it is needed, and anew when it has ended. It reaches no network: every name leads nowhere, and
/// what its pages ask for is given to them by the source. Thread safe.
/// </summary>
/// <param name="program">Its path.</param>
internal sealed class Chromium(string program) : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        // Names of the net's own services and addresses alike.
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--no-pings",
        "--disable-domain-reliability",
        // A page of a script that fills the memory ends alone.
        "--js-flags=--max-old-space-size=512",
    ];

    // What a browser needs of the environment; keys and tokens in it are no page's business.
    private static readonly string[] Variables = ["PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "FONTCONFIG_PATH", "XDG_RUNTIME_DIR", "SYSTEMROOT", "USERPROFILE", "LOCALAPPDATA"];

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _driver;
    private IBrowser? _browser;

    /// <summary>Gets whether the browser keeps its sandbox; root cannot use it.</summary>
    public static bool HasSandbox => !Environment.IsPrivilegedProcess;

    /// <summary>Gets how often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Gets the browser, running.</summary>
    /// <param name="cancellation">Gives up waiting for it.</param>
    /// <exception cref="BackfillException">It does not start.</exception>
    public async Task<IBrowser> GetAsync(CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            if (_browser is { IsConnected: true } running)
            {
                return running;
            }

            await EndAsync();
            _driver = await StartDriverAsync();
            _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                ChromiumSandbox = HasSandbox,
                Args = Arguments,
                Env = Variables.Select(v => KeyValuePair.Create(v, Environment.GetEnvironmentVariable(v))).Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!),
                // A name that leads nowhere, so that not even an address of this machine is reached.
                Proxy = new Proxy { Server = "http://proxy.invalid:9" },
                // The run decides when it is over; units in flight are finished first.
                HandleSIGINT = false,
                HandleSIGTERM = false,
                HandleSIGHUP = false,
            });
            Starts++;
            return _browser;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or IOException)
        {
            throw new BackfillException(FailureCategory.Transient, $"the browser {program} does not start: {Words(e)}", e);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Ends the browser, so that the next page starts it anew: one of its pages does not end otherwise.</summary>
    /// <param name="stuck">The browser with that page; one that was started since is left alone.</param>
    public async Task RestartAsync(IBrowser stuck)
    {
        await _starting.WaitAsync();
        try
        {
            if (ReferenceEquals(_browser, stuck))
            {
                await EndAsync();
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Gets what the driver says, without its drawing of what it did.</summary>
    /// <param name="error">What it threw.</param>
    public static string Words(Exception error)
    {
        var lines = error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Bodies.BodyText.Plain(lines.FirstOrDefault() ?? error.GetType().Name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        await EndAsync();
        _starting.Dispose();
    }

    private static Task<IPlaywright> StartDriverAsync()
    {
        const string search = "PLAYWRIGHT_DRIVER_SEARCH_PATH";
        var isBeside = Directory.Exists(Path.Combine(AppContext.BaseDirectory, ".playwright"));
        if (!isBeside && Environment.GetEnvironmentVariable(search) is null)
        {
            var package = typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "PlaywrightPackage").Value;
            Environment.SetEnvironmentVariable(search, package);
        }

        return Playwright.CreateAsync();
    }

    private async Task EndAsync()
    {
        if (_browser is { IsConnected: true } browser)
        {
            try
            {
                await browser.CloseAsync().WaitAsync(TimeSpan.FromSeconds(5));
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                // The end of the driver ends it, and it ends when the driver's pipe does.
            }
        }

        _driver?.Dispose();
        (_driver, _browser) = (null, null);
    }
}

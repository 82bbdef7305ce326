using System.Globalization;
using System.Text;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Microsoft.Playwright;

namespace ActorBackfill.Connectors.Browser;

/// <summary>
/// Gets pages and lets their scripts run before they are read. As many are open at once as the job says; more wait, and their time begins when
/// they are opened. Thread safe.
/// </summary>
internal sealed class RenderedPages : IFetchPages, IAsyncDisposable
{
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);

    private readonly PageMeans _means;
    private readonly BrowserDefinition _definition;
    private readonly Chromium _chromium;
    private readonly bool _isShared;
    private readonly SemaphoreSlim _free;
    private readonly ScriptCache _scripts = new();

    /// <summary>Creates the pool; the browser is not started yet.</summary>
    /// <param name="means">The source's means.</param>
    /// <param name="chromium">The browser.</param>
    /// <param name="isShared">Whether it outlives the pool.</param>
    public RenderedPages(PageMeans means, Chromium chromium, bool isShared)
    {
        (_means, _definition, _chromium, _isShared) = (means, means.Definition.Browser!, chromium, isShared);
        _free = new SemaphoreSlim(_definition.Pages);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"rendered, {_definition.Pages} pages at once{(Chromium.HasSandbox ? "" : ", the browser without its sandbox because this is root")}");

    /// <inheritdoc/>
    public async ValueTask<Answer> GetAsync(Uri address, IRequestGate gate, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            var browser = await _chromium.GetAsync(cancellation);
            using var clock = new PageClock(gate, _definition.PageTimeout, _means.Time, cancellation);
            try
            {
                return await GetAsync(address, browser, clock);
            }
            catch (OperationCanceledException e) when (clock.IsOver)
            {
                throw Late(address, e);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isShared)
        {
            await _chromium.DisposeAsync();
        }

        _free.Dispose();
    }

    private async Task<Answer> GetAsync(Uri address, IBrowser browser, PageClock clock)
    {
        var sent = await _means.Requester.GetAsync(address, clock, clock.Token);
        if (sent.Body is null || sent.Origin.MediaType is not (null or "text/html" or "application/xhtml+xml"))
        {
            return sent;
        }

        using (sent)
        {
            var requests = new PageRequests(_means, _scripts, clock, sent);
            var html = await RenderAsync(sent.Address, browser, requests, clock);
#pragma warning disable CA2000 // The answer disposes it.
            return new Answer(
                sent.Address, Body(html, sent.Origin.Place), new BodyOrigin(sent.Origin.Place, BodyEnd.Proven, "text/html", "utf-8"), sent.Requests + requests.Requests);
#pragma warning restore CA2000
        }
    }

    private ByteBuffer Body(string html, string place)
    {
        var body = new ByteBuffer(place, _means.Definition.Caps.BodyBytes, html.Length);
        try
        {
            body.Append(Encoding.UTF8.GetBytes(html));
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task<string> RenderAsync(Uri address, IBrowser browser, PageRequests requests, PageClock clock)
    {
        IBrowserContext? context = null;
        try
        {
            // Of its own: no page leaves anything to the next.
            context = await browser.NewContextAsync(new BrowserNewContextOptions
            {
                UserAgent = SourceHeaders.UserAgentOf(_means.Definition),
                ServiceWorkers = ServiceWorkerPolicy.Block,
                AcceptDownloads = false,
                Locale = "en-US",
            }).WaitAsync(clock.Token);
            return await RenderAsync(address, context, requests, clock);
        }
        catch (PlaywrightException e)
        {
            clock.Token.ThrowIfCancellationRequested();
            throw new BackfillException(
                FailureCategory.Transient, $"{RequestAddress.Place(address)}: {(browser.IsConnected ? "the page could not be rendered" : "the browser ended while it rendered the page")}: {Chromium.Words(e)}", e);
        }
        finally
        {
            if (context is not null)
            {
                await CloseAsync(context, browser);
            }
        }
    }

    private async Task<string> RenderAsync(Uri address, IBrowserContext context, PageRequests requests, PageClock clock)
    {
        await context.RouteAsync("**/*", requests.AnswerAsync).WaitAsync(clock.Token);
        await context.RouteWebSocketAsync("**/*", static socket => _ = socket.CloseAsync()).WaitAsync(clock.Token);
        var page = await context.NewPageAsync().WaitAsync(clock.Token);
        context.Page += (_, other) => _ = other.CloseAsync();
        await page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { Timeout = 0, WaitUntil = WaitUntilState.DOMContentLoaded }).WaitAsync(clock.Token);
        var rests = page.WaitForLoadStateAsync(LoadState.NetworkIdle, new PageWaitForLoadStateOptions { Timeout = 0 });
        var done = _definition.WaitFor is not { } selector ? rests : await Task.WhenAny(
            rests, page.WaitForSelectorAsync(selector, new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached, Timeout = 0 })).WaitAsync(clock.Token);
        await done.WaitAsync(clock.Token);
        return await page.ContentAsync().WaitAsync(clock.Token);
    }

    private async Task CloseAsync(IBrowserContext context, IBrowser browser)
    {
        try
        {
            await context.CloseAsync().WaitAsync(LongestClose);
        }
        catch (TimeoutException)
        {
            await _chromium.RestartAsync(browser);
        }
        catch (PlaywrightException)
        {
            // It went with its browser.
        }
    }

    private BackfillException Late(Uri address, Exception error) => new(
        FailureCategory.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"{RequestAddress.Place(address)} was not there as a page within {_definition.PageTimeout.TotalSeconds:0.###} s (browser.page-timeout)"),
        error);
}

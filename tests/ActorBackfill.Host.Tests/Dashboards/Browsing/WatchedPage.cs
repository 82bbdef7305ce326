using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ActorBackfill.Host.Tests.Dashboards.Browsing;

/// <summary>A page of which is noted what no page of ours may do: reach another server, open a dialog, break its own policy, say an error.</summary>
internal sealed partial class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _offences = new();

    private WatchedPage(IBrowserContext context, IPage page, Uri server)
    {
        (_context, Page, Server) = (context, page, server);
    }

    public IPage Page { get; }

    public Uri Server { get; }

    /// <summary>Gets where pictures of pages are kept, for people to look at.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("ACTORBACKFILL_SCREENSHOTS") is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    public static async Task<WatchedPage> OfAsync(IBrowserContext context, Uri server)
    {
        var watched = new WatchedPage(context, await context.NewPageAsync(), server);
        await context.RouteAsync(_ => true, async route =>
        {
            var address = new Uri(route.Request.Url);
            if (address.Authority == server.Authority)
            {
                await route.ContinueAsync();
                return;
            }

            watched._offences.Enqueue("asked for " + route.Request.Url);
            await route.AbortAsync();
        });
        watched.Page.Console += (_, message) =>
        {
            // An answer that is no success is the test's business; what breaks the policy is an error too.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                watched._offences.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        watched.Page.PageError += (_, error) => watched._offences.Enqueue("threw " + error);
        watched.Page.Dialog += (_, dialog) =>
        {
            watched._offences.Enqueue("opened a dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
        return watched;
    }

    /// <summary>Goes to a page of the server, and demands that it answers with one.</summary>
    public async Task<IResponse> GoAsync(string path)
    {
        // Not "load": the feed never ends.
        var response = (await Page.GotoAsync(new Uri(Server, path).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded }))!;
        Assert.True(response.Ok, $"{path}: {response.Status}");
        return response;
    }

    /// <summary>Keeps a picture of the whole page.</summary>
    public Task PictureAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, OddLetters().Replace(name, "-") + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });

    public void AssertNoOffence() => Assert.Empty(_offences);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    [GeneratedRegex("[^A-Za-z0-9.-]+")]
    private static partial Regex OddLetters();
}

using ActorBackfill.Connectors.Http;
using ActorBackfill.Domain.Outcomes;
using Microsoft.Playwright;

namespace ActorBackfill.Connectors.Browser;

/// <summary>
/// Answers what one page asks for: itself, and what its scripts need, by the source's own requests. All else is refused: other origins,
/// other methods than GET, pictures and styles, frames, and what robots.txt keeps. Used by one page.
/// </summary>
/// <param name="means">The source's means.</param>
/// <param name="scripts">Scripts that other pages have loaded.</param>
/// <param name="clock">The page's time, and the gate.</param>
/// <param name="page">The page as the server sent it.</param>
internal sealed class PageRequests(PageMeans means, ScriptCache scripts, PageClock clock, Answer page)
{
    // More is a loop.
    private const int Most = 200;

    private int _asked;
    private int _requests;
    private bool _isServed;

    /// <summary>Gets the requests made.</summary>
    public int Requests => _requests;

    /// <summary>Answers a request of the page.</summary>
    /// <param name="route">The request.</param>
    public async Task AnswerAsync(IRoute route)
    {
        try
        {
            if (!_isServed && route.Request.IsNavigationRequest)
            {
                _isServed = true;
                await FulfillAsync(route, page);
            }
            else if (MayAsk(route.Request, out var address))
            {
                await FetchAsync(route, address);
            }
            else
            {
                await route.AbortAsync(RequestAbortErrorCode.BlockedByClient);
            }
        }
        catch (Exception e) when (e is BackfillException or OperationCanceledException)
        {
            await RefuseAsync(route);
        }
        catch (PlaywrightException)
        {
            // The page has gone.
        }
    }

    private static Task FulfillAsync(IRoute route, Answer answer) => route.FulfillAsync(new RouteFulfillOptions
    {
        Status = answer.Body is null ? 204 : 200,
        ContentType = answer.Origin.Charset is { } charset ? $"{answer.Origin.MediaType ?? "text/html"}; charset={charset}" : answer.Origin.MediaType ?? "text/html",
        BodyBytes = answer.Body?.Written.ToArray() ?? [],
    });

    private static async Task RefuseAsync(IRoute route)
    {
        try
        {
            await route.AbortAsync(RequestAbortErrorCode.Failed);
        }
        catch (PlaywrightException)
        {
            // The page has gone.
        }
    }

    private bool MayAsk(IRequest request, out Uri address)
    {
        var isMeant = request.ResourceType is "script" or "xhr" or "fetch" || (request.IsNavigationRequest && request.Frame.ParentFrame is null);
        return Uri.TryCreate(request.Url, UriKind.Absolute, out address!)
            && isMeant && request.Method == "GET" && address.Scheme is "http" or "https" && means.Rules.Allows(address) && Interlocked.Increment(ref _asked) <= Most;
    }

    private async Task FetchAsync(IRoute route, Uri address)
    {
        if (scripts.Find(address) is { } known)
        {
            await route.FulfillAsync(new RouteFulfillOptions { Status = 200, ContentType = "text/javascript; charset=utf-8", BodyBytes = known });
            return;
        }

        Interlocked.Add(ref _requests, await means.Robots.CheckAsync(address, clock, clock.Token));
        using var answer = await means.Requester.GetAsync(address, clock, clock.Token);
        Interlocked.Add(ref _requests, answer.Requests);
        if (route.Request.ResourceType == "script" && answer.Body is { } script && answer.Origin.Charset is null or "utf-8")
        {
            scripts.Add(address, script.Written);
        }

        await FulfillAsync(route, answer);
    }
}

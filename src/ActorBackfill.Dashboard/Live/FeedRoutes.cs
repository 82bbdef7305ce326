using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Live;

/// <summary>
/// <c>/jobs/{job}/feed?regions=a,b</c>: Server-Sent Events, each with a growing id, so that a client that comes back says what it has seen;
/// <c>trouble</c> in the place of <c>job</c> while the job cannot be read.
/// <c>/jobs/{job}/snapshot?regions=a,b&amp;seen=ID</c>: the same once, for clients that cannot hold a connection.
/// </summary>
public static class FeedRoutes
{
    private const string NotKnown = "How far the job is cannot be told; the server's log says why.";

    // The comment keeps what stands between awake; only the event is seen by the page's script, which may not say that it is up to date.
    private static readonly byte[] Awake = ": awake\n\n"u8.ToArray(), Alive = ": awake\nevent: alive\ndata: 1\n\n"u8.ToArray();

    /// <summary>Adds what the feeds need; the port <see cref="IWatchJobs"/> is the host's.</summary>
    /// <param name="services">Where.</param>
    public static IServiceCollection AddFeeds(this IServiceCollection services) =>
        services.AddSingleton<RegionRenderer>().AddSingleton<FeedHub>();

    /// <summary>Adds the routes.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{job}/feed", FeedAsync);
        routes.MapGet("/jobs/{job}/snapshot", SnapshotAsync);
    }

    private static async Task SnapshotAsync(HttpContext http, string job, FeedHub hub, string? regions, long seen = 0)
    {
        var shown = LiveRegions.Parse(regions);
        using var following = hub.Follow(job, shown);

        // What the client has seen is left out; the rest it gets at once.
        var state = await following.AfterAsync(0, http.RequestAborted);
        if (await IsRefusedAsync(http, state))
        {
            return;
        }

        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(FeedJson.Write(state, shown, seen), http.RequestAborted);
    }

    private static async Task FeedAsync(HttpContext http, string job, FeedHub hub, FeedSlots slots, string? regions)
    {
        using var slot = slots.TryTake();
        if (slot is null)
        {
            http.Response.Headers.RetryAfter = FeedTimes.ComeBackSeconds.ToString(CultureInfo.InvariantCulture);
            await SmallAnswer.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "As many pages follow jobs as may at a time.");
            return;
        }

        var shown = LiveRegions.Parse(regions);
        using var following = hub.Follow(job, shown);

        // Begun at once, so that the browser knows that it is heard.
        if (await IsRefusedAsync(http, await following.AfterAsync(0, http.RequestAborted)))
        {
            return;
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await FollowAsync(http, hub.Time, following, shown);
        }
        catch (OperationCanceledException)
        {
            // It has gone, or takes nothing: it comes back with what it has seen.
            http.Abort();
        }
    }

    private static async Task<bool> IsRefusedAsync(HttpContext http, FeedState state)
    {
        if (state.Failure is { } failure)
        {
            await (TroubleAnswer.Of(http.RequestServices, failure) is { } trouble
                ? TroubleAnswer.WriteAsync(http, trouble)
                : SmallAnswer.WriteAsync(http, StatusCodes.Status500InternalServerError, NotKnown));
            return true;
        }

        if (state.Job is null)
        {
            await SmallAnswer.WriteAsync(http, StatusCodes.Status404NotFound, LivePage.NoSuchJob);
            return true;
        }

        return false;
    }

    private static async Task FollowAsync(HttpContext http, TimeProvider time, FeedHub.Following following, ImmutableArray<LiveRegion> shown)
    {
        // Of a number that was never given, by a clock that has gone back since, nothing is known.
        var seen = LastSeen(http.Request) is var last && last <= following.Last ? last : 0;
        while (true)
        {
            if (await NextAsync(following, seen, time, http.RequestAborted) is not { } state)
            {
                await WriteAsync(http, time, following.IsFresh ? Alive : Awake);
            }
            else if (state.Failure is { } failure)
            {
                await WriteAsync(http, time, Event(state.Id, "trouble", FeedJson.Write(TroubleAnswer.Of(http.RequestServices, failure)?.Whole ?? NotKnown)));
                seen = state.Id;
            }
            else if (state.Job is null)
            {
                return;
            }
            else
            {
                await WriteAsync(http, time, Event(state.Id, "job", FeedJson.Write(state, shown, seen)));
                seen = state.Id;
            }
        }
    }

    private static long LastSeen(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    // Null after so much silence that the client is to hear that there is nothing.
    private static async Task<FeedState?> NextAsync(FeedHub.Following following, long seen, TimeProvider time, CancellationToken gone)
    {
        using var silence = new CancellationTokenSource(FeedTimes.Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, gone);
        try
        {
            return await following.AfterAsync(seen, either.Token);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext http, TimeProvider time, ReadOnlyMemory<byte> bytes)
    {
        using var slow = new CancellationTokenSource(FeedTimes.SlowestWrite, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, http.RequestAborted);
        await http.Response.Body.WriteAsync(bytes, either.Token);
        await http.Response.Body.FlushAsync(either.Token);
    }

    private static ReadOnlyMemory<byte> Event(long id, string name, ReadOnlyMemory<byte> line)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {name}\ndata: "));
        byte[] all = [.. head, .. line.Span, (byte)'\n', (byte)'\n'];
        return all;
    }
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorBackfill.Replay.Http;

/// <summary>What happens to a request: refused by rate, delayed, answered, spoilt; and one line in the log.</summary>
internal sealed class RequestHandler(
    Resources resources, ReplayServerState state, ReplayOptions options, bool gzip, TimeProvider time) : IHttpApplication<HttpContext>
{
    /// <summary>The status in the log of a request whose client went away; as proxies write it.</summary>
    private const int ClientClosedRequest = 499;

    private readonly SlidingWindow? _window = options.ServerRate is { } rate ? new SlidingWindow(rate, options.RateChanges, time) : null;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var query = context.Request.QueryString.Value ?? "";
        var entry = state.Log.Begin(context.Request.Path.ToUriComponent(), query.TrimStart('?'));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, state.Stopping);
        try
        {
            await HandleAsync(context, entry, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            entry.End(ClientClosedRequest);
            context.Abort();
        }
        finally
        {
            entry.End(StatusCodes.Status500InternalServerError);
        }
    }

    private async Task HandleAsync(HttpContext context, AccessLog.Entry entry, CancellationToken ended)
    {
        if (Refusal(context.Request) is { } refusal)
        {
            await AnswerSender.SendAsync(context, refusal, entry);
            return;
        }

        var target = entry.Query.Length == 0 ? entry.Path : $"{entry.Path}?{entry.Query}";
        var draw = state.Faults.Draw(target);
        var delay = options.Latency + draw.Delay;
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time, ended);
        }

        var answer = resources.Answer(entry.Path, entry.Query, draw.Rule?.Kind);
        if (draw.Rule is { } rule)
        {
            await new FaultSender(context, entry, time, ended).SendAsync(answer, rule);
            return;
        }

        var packed = gzip && ContentCoding.IsGzipAccepted(context.Request) ? ContentCoding.Packed(answer) : answer;
        await AnswerSender.SendAsync(context, packed, entry);
    }

    private Answer? Refusal(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method))
        {
            return Answer.Error(StatusCodes.Status405MethodNotAllowed, "only GET is served here").With("Allow", "GET");
        }

        var wait = _window?.Enter() ?? TimeSpan.Zero;
        return wait <= TimeSpan.Zero ? null : Answer
            .Error(StatusCodes.Status429TooManyRequests, "too many requests")
            .With("Retry-After", $"{Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))}");
    }
}

using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Dashboard.Web;

/// <summary>
/// A few pages at a time: each may read a large journal, and the run whose pages these are needs the same processors and memory. Feeds and
/// assets cost nothing and take no turn.
/// </summary>
internal sealed class PageTurns : IDisposable
{
    private const int AtATime = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turns = new(AtATime);

    /// <summary>Lets a request through when it has its turn; 503 where that takes too long.</summary>
    /// <param name="http">The request.</param>
    /// <param name="next">The routes.</param>
    public async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "";
        if (path.StartsWith("/assets/", StringComparison.Ordinal) || path.EndsWith("/feed", StringComparison.Ordinal) || path.EndsWith("/snapshot", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        if (!await _turns.WaitAsync(LongestWait, http.RequestAborted))
        {
            await SmallAnswer.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "Others read pages that take long; try again.");
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}

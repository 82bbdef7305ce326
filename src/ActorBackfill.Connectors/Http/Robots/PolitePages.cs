using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http.Robots;

/// <summary>Asks for pages as a guest does: not for those that robots.txt keeps, and never earlier than at their turn.</summary>
/// <param name="pages">Gets the pages.</param>
/// <param name="robots">What may be asked for.</param>
/// <param name="jitter">The most that a page is asked for later.</param>
/// <param name="time">The clock.</param>
internal sealed class PolitePages(IFetchPages pages, RobotsFiles robots, TimeSpan jitter, TimeProvider time) : IFetchPages
{
    /// <inheritdoc/>
    public async ValueTask<Answer> GetAsync(Uri address, IRequestGate gate, CancellationToken cancellation)
    {
        var requests = await robots.CheckAsync(address, gate, cancellation);
        if (jitter > TimeSpan.Zero)
        {
            // Before the turn is taken, so that it only ever adds to what the source's rate asks for.
#pragma warning disable CA5394 // Nothing depends on its being hard to guess.
            await Task.Delay(jitter * Random.Shared.NextDouble(), time, cancellation);
#pragma warning restore CA5394
        }

        var answer = await pages.GetAsync(address, gate, cancellation);
        return requests == 0 ? answer : answer with { Requests = answer.Requests + requests };
    }
}

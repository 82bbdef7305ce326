using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Lists;

/// <summary>Lets the requests of one list out at the rate of its source, before a run has actors that do it. One request at a time.</summary>
/// <param name="limit">The rate; none when it has none.</param>
/// <param name="time">The clock.</param>
public sealed class PacedGate(LimitDefinition limit, TimeProvider time) : IRequestGate
{
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_next > now)
        {
            await Task.Delay(_next - now, time, cancellation);
        }

        _next = Later(_next, time.GetUtcNow()) + (limit.RequestsPerSecond is > 0 and var rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero);
        return Turn.Instance;
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => _next = Later(_next, time.GetUtcNow() + delay);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class Turn : IDisposable
    {
        public static Turn Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}

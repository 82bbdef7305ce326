using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http.Batching;

/// <summary>Measures one request from its turn on: what it waited for is the limit's, not the source's.</summary>
/// <param name="gate">Gives the turn.</param>
/// <param name="time">The clock.</param>
internal sealed class TurnClock(IRequestGate gate, TimeProvider time) : IRequestGate
{
    private long _started;

    /// <summary>Gets how long it is since the last turn began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        var turn = await gate.EnterAsync(cancellation);
        _started = time.GetTimestamp();
        return turn;
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => gate.CloseFor(delay, reason);
}

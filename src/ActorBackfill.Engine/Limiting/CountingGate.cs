using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Limiting;

/// <summary>The gate as one attempt sees it: counts the requests that started, also those of an attempt that fails.</summary>
internal sealed class CountingGate(IRequestGate gate) : IRequestGate
{
    private int _requests;

    /// <summary>Gets the requests that started.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        var turn = await gate.EnterAsync(cancellation);
        Interlocked.Increment(ref _requests);
        return turn;
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => gate.CloseFor(delay, reason);
}

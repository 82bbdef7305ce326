using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Working;

namespace ActorBackfill.Engine.Limiting;

/// <summary>
/// The gate as one attempt sees it: counts the requests that started, also those of an attempt that fails, and stops the attempt's clock
/// while it waits.
/// </summary>
internal sealed class CountingGate(IRequestGate gate, AttemptLimit clock) : IRequestGate
{
    private int _requests;

    /// <summary>Gets the requests that started.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        clock.Stop();
        try
        {
            var turn = await gate.EnterAsync(cancellation);
            Interlocked.Increment(ref _requests);
            return turn;
        }
        finally
        {
            clock.GoOn();
        }
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => gate.CloseFor(delay, reason);
}

using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Controlling;

/// <summary>
/// The run's own gate before its source's: shut while the run is paused. Whoever waited further on for a turn gives up its place, so that
/// no turn is used up by a request that is not made. Thread safe.
/// </summary>
/// <param name="inner">The source's gate.</param>
/// <param name="pause">Whether the run is paused.</param>
internal sealed class PausableGate(IRequestGate inner, RunPause pause) : IRequestGate
{
    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var open = await pause.WhenOpenAsync(cancellation);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, open);
            try
            {
                var turn = await inner.EnterAsync(either.Token);
                if (!open.IsCancellationRequested)
                {
                    return turn;
                }

                turn.Dispose();
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Paused meanwhile: once more from the beginning.
            }
        }
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => inner.CloseFor(delay, reason);
}

using System.Diagnostics;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Metrics;

namespace ActorBackfill.Host.Telemetry;

/// <summary>The gate of one fetch, with how long its requests wait for their turns. Thread safe.</summary>
/// <param name="gate">The gate.</param>
/// <param name="run">Measures the waits.</param>
internal sealed class ObservedGate(IRequestGate gate, MeteredRun run) : IRequestGate
{
    private long _waited;

    /// <summary>Gets how long the requests waited in sum.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref _waited));

    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            return await gate.EnterAsync(cancellation);
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(began);
            Interlocked.Add(ref _waited, took.Ticks);
            run.Waited(took);
        }
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => gate.CloseFor(delay, reason);
}

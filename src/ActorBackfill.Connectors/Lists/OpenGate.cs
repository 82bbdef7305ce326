using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Lists;

/// <summary>The gate of a source without limits: nobody waits. A server that asks for quiet is heard by the retry, which waits as long.</summary>
public sealed class OpenGate : IRequestGate
{
    private OpenGate()
    {
    }

    /// <summary>Gets the one instance.</summary>
    public static OpenGate Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask<IDisposable> EnterAsync(CancellationToken cancellation) => ValueTask.FromResult<IDisposable>(Turn.Instance);

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason)
    {
    }

    private sealed class Turn : IDisposable
    {
        public static Turn Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}

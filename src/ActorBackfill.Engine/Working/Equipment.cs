using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Working;

/// <summary>A worker's own things: its connection to the sink and its processor. Never shared.</summary>
internal sealed class Equipment : IAsyncDisposable
{
    /// <summary>Makes a connection and a processor.</summary>
    /// <param name="sink">Opens the connection.</param>
    /// <param name="createProcessor">Makes the processor; null means the mapping alone.</param>
    public Equipment(ISink sink, Func<IProcessor>? createProcessor)
    {
        Reader = sink.OpenReader();
        try
        {
            Processor = createProcessor?.Invoke();
        }
        catch
        {
            Reader.Dispose();
            throw;
        }
    }

    /// <summary>Gets the connection.</summary>
    public ISinkReader Reader { get; }

    /// <summary>Gets the processor, or null: every item becomes a row of every table.</summary>
    public IProcessor? Processor { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Processor is IAsyncDisposable asyncProcessor)
        {
            await asyncProcessor.DisposeAsync();
        }
        else
        {
            (Processor as IDisposable)?.Dispose();
        }

        Reader.Dispose();
    }
}

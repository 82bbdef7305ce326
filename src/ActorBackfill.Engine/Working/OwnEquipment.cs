using ActorBackfill.Engine.Supervising;

namespace ActorBackfill.Engine.Working;

/// <summary>The equipment of a worker that keeps it for all its units: made for the first one, so that a failure to make it fails that unit.</summary>
internal sealed class OwnEquipment(RunPorts ports) : IAsyncDisposable
{
    private Equipment? _equipment;

    /// <summary>Gets the equipment.</summary>
    public Equipment Get() => _equipment ??= new Equipment(ports.Sink, ports.CreateProcessor);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _equipment?.DisposeAsync() ?? ValueTask.CompletedTask;
}

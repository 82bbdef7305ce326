using Microsoft.Extensions.Hosting;

namespace ActorBackfill.Host.Running;

/// <summary>Leaves signals alone: they are a person's, and mean more than "stop the host" (see <c>Signals</c>).</summary>
internal sealed class OwnLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

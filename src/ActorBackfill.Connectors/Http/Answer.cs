using ActorBackfill.Connectors.Bodies;

namespace ActorBackfill.Connectors.Http;

/// <summary>A body that came with a good status.</summary>
/// <param name="Address">The address that gave it, redirects followed.</param>
/// <param name="Body">The body, decompressed; null when there is nothing to read (204, or a 404 that means empty).</param>
/// <param name="Origin">Where it came from and what proves that it is whole.</param>
/// <param name="Requests">Requests made for it.</param>
internal sealed record Answer(Uri Address, ByteBuffer? Body, BodyOrigin Origin, int Requests) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Body?.Dispose();
}

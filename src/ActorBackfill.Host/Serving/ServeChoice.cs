using System.Collections.Immutable;

namespace ActorBackfill.Host.Serving;

/// <summary>What is served, and where.</summary>
/// <param name="File">The serve file, absolute.</param>
/// <param name="Port">The TCP port on loopback; 0 takes a free one.</param>
/// <param name="State">The state directory.</param>
/// <param name="Overlays">The <c>key=value</c> texts laid over the file, in order.</param>
/// <param name="Grace">How long units in flight may go on after a stop.</param>
internal sealed record ServeChoice(string File, int Port, string State, ImmutableArray<string> Overlays, TimeSpan Grace)
{
    /// <summary>The port where none is named.</summary>
    public const int StandardPort = 8_090;
}

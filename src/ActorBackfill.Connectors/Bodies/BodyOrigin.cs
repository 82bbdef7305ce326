namespace ActorBackfill.Connectors.Bodies;

/// <summary>What says that a body's last byte is its last one.</summary>
internal enum BodyEnd
{
    /// <summary>Nothing: the connection was closed after it, as it also is after a cut.</summary>
    Unknown,

    /// <summary>A Content-Length that what came fits; servers that cut a body and count the rest produce it too.</summary>
    Length,

    /// <summary>The last chunk, a checksum, the end of a compressed stream or of a file.</summary>
    Proven,
}

/// <summary>Where a body came from and what is known about it beside its bytes.</summary>
/// <param name="Place">Address without query, or file; begins every message.</param>
/// <param name="End">What says that it is whole.</param>
/// <param name="MediaType">Media type in lower case, or null when none was given.</param>
/// <param name="Charset">Charset in lower case, or null when none was given.</param>
internal readonly record struct BodyOrigin(string Place, BodyEnd End, string? MediaType = null, string? Charset = null);

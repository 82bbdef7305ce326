using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Replay.Http;

/// <summary>What a resource is asked.</summary>
/// <param name="Path">The request's path, as sent.</param>
/// <param name="Rest">What follows the resource's own path, without the slash; empty for the resource itself.</param>
/// <param name="Query">The query.</param>
/// <param name="Fault">The fault to build into the page; null for none.</param>
internal sealed record ResourceRequest(string Path, string Rest, Query Query, FaultKind? Fault);

/// <summary>Something that is served under a path of its own.</summary>
internal interface IResource
{
    /// <summary>One line for the index of the server: what a reader of it would want to know.</summary>
    ResourceSummary Summary { get; }

    Answer Answer(ResourceRequest request);
}

/// <summary>A resource in the index that the root path answers.</summary>
/// <param name="Kind">What it is: table, document or generator.</param>
/// <param name="Rows">How many rows or documents it has; null when they are made as asked.</param>
/// <param name="Columns">The names a query can use.</param>
internal sealed record ResourceSummary(string Kind, int? Rows, IReadOnlyList<string> Columns);

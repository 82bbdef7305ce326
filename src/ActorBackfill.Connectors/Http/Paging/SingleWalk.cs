using ActorBackfill.Connectors.Bodies;

namespace ActorBackfill.Connectors.Http.Paging;

/// <summary>One request is all.</summary>
internal sealed class SingleWalk(PagePaths paths, Uri first) : PageWalk(first, paths)
{
    /// <inheritdoc/>
    protected override Uri? Next(Uri at, BodyContent page, BodyOrigin origin) => null;
}

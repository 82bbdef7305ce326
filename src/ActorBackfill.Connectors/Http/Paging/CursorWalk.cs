using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http.Paging;

/// <summary>Pages by a cursor taken from each body, until there is none.</summary>
internal sealed class CursorWalk : PageWalk
{
    private readonly PagePaths _paths;
    private readonly Func<string?, Uri> _address;
    private bool _isLater;

    /// <summary>Creates the walk.</summary>
    /// <param name="paging">First cursor, or null.</param>
    /// <param name="paths">Path of the next cursor.</param>
    /// <param name="address">Gets the address of a cursor.</param>
    public CursorWalk(PagingDefinition.Cursor paging, PagePaths paths, Func<string?, Uri> address)
        : base(address(paging.Start), paths)
    {
        _paths = paths;
        _address = address;
        Seen.Add(paging.Start ?? "", out _);
    }

    /// <inheritdoc/>
    protected override Uri? Next(Uri at, BodyContent page, BodyOrigin origin)
    {
        var cursor = PagePaths.Text(_paths.Next!, page, origin);
        if (cursor is not null && !Seen.Add(cursor, out var hash))
        {
            throw Loop(origin, $"cursor #{hash}");
        }

        if ((cursor is not null || _isLater) && !Seen.Add(page.Items))
        {
            throw Loop(origin, "the items of a page");
        }

        _isLater = true;
        return cursor is null ? null : _address(cursor);
    }
}

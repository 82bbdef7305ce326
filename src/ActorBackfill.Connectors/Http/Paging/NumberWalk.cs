using System.Globalization;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http.Paging;

/// <summary>Pages by number, until the number of pages the body names or, where none is named, until an empty page.</summary>
internal sealed class NumberWalk : PageWalk
{
    private readonly PagingDefinition.PageNumber _paging;
    private readonly PagePaths _paths;
    private readonly Func<string, Uri> _address;
    private long _number;

    /// <summary>Creates the walk.</summary>
    /// <param name="paging">First number.</param>
    /// <param name="paths">Path of the number of pages, or null.</param>
    /// <param name="address">Gets the address of a number.</param>
    public NumberWalk(PagingDefinition.PageNumber paging, PagePaths paths, Func<string, Uri> address)
        : base(address(Text(paging.First)), paths)
    {
        _paging = paging;
        _paths = paths;
        _address = address;
        _number = paging.First;
    }

    /// <inheritdoc/>
    protected override Uri? Next(Uri at, BodyContent page, BodyOrigin origin)
    {
        var isLast = _paths.Next is { } pages
            ? _number - _paging.First + 1 >= PagePaths.Count(pages, page, origin)
            : page.Items.Count == 0;
        if ((!isLast || _number > _paging.First) && !Seen.Add(page.Items))
        {
            throw Loop(origin, $"the items of page {Text(_number)}");
        }

        return isLast ? null : _address(Text(++_number));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

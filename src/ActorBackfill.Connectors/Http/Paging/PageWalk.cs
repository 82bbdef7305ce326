using System.Globalization;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Http.Guarding;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Http.Paging;

/// <summary>Goes through the pages of one unit. Used by one attempt.</summary>
internal abstract class PageWalk
{
    // A total that changes with every page says nothing more by the tenth time.
    private const int MostWarnings = 3;

    private readonly PagePaths _paths;
    private readonly List<string> _warnings = [];
    private long? _total;
    private bool _warns;

    /// <summary>Creates the common part.</summary>
    /// <param name="first">Address of the first page.</param>
    /// <param name="paths">Where bodies say how it goes on.</param>
    protected PageWalk(Uri first, PagePaths paths)
    {
        First = first;
        _paths = paths;
    }

    /// <summary>Gets the address of the first page.</summary>
    public Uri First { get; }

    /// <summary>Gets what is odd about the pages and was no failure; at most a few.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Gets what was gone through.</summary>
    protected SeenPages Seen { get; } = new();

    /// <summary>Begins a walk.</summary>
    /// <param name="paging">How pages follow each other.</param>
    /// <param name="paths">Its paths.</param>
    /// <param name="address">Makes addresses.</param>
    /// <param name="rules">Where links may lead to.</param>
    /// <param name="unit">Whose pages.</param>
    public static PageWalk Begin(PagingDefinition paging, PagePaths paths, RequestAddress address, OriginRules rules, PlanUnit unit)
    {
        PageWalk walk = paging switch
        {
            PagingDefinition.PageNumber number => new NumberWalk(number, paths, n => address.For(unit, (number.Parameter, n))),
            PagingDefinition.Cursor cursor => new CursorWalk(
                cursor, paths, c => address.For(unit, c is null ? null : (cursor.Parameter, c))),
            PagingDefinition.NextLink => new LinkWalk(paths, address.For(unit), rules),
            _ => new SingleWalk(paths, address.For(unit)),
        };
        walk._warns = paging.TotalMismatchWarns;
        return walk;
    }

    /// <summary>Gets the address of the page after one, or null when it was the last.</summary>
    /// <param name="at">Where the page came from.</param>
    /// <param name="page">The page.</param>
    /// <param name="origin">Names it in messages.</param>
    /// <exception cref="BackfillException">The pages do not come to an end, or contradict each other.</exception>
    public Uri? After(Uri at, BodyContent page, BodyOrigin origin)
    {
        if (_paths.Total is not null)
        {
            var total = PagePaths.Count(_paths.Total, page, origin);
            if (_total is { } before && before != total)
            {
                Mismatch(string.Create(CultureInfo.InvariantCulture, $"{origin.Place} changed while it was read: {before} items at first, then {total}"));
            }

            _total = total;
        }

        return Next(at, page, origin);
    }

    /// <summary>Checks what came against the total that the server named.</summary>
    /// <param name="items">Items of all pages.</param>
    /// <param name="place">Names the source in the message.</param>
    /// <exception cref="BackfillException">They differ.</exception>
    public void CheckTotal(int items, string place)
    {
        if (_total is { } total && total != items)
        {
            Mismatch(string.Create(CultureInfo.InvariantCulture, $"{place} says {total} items in all, and {items} came"));
        }
    }

    /// <summary>Gets the address of the page after one, or null when it was the last.</summary>
    /// <param name="at">Where the page came from.</param>
    /// <param name="page">The page.</param>
    /// <param name="origin">Names it in messages.</param>
    protected abstract Uri? Next(Uri at, BodyContent page, BodyOrigin origin);

    /// <summary>Makes the failure of a walk that goes in circles; worth another attempt, since servers come to themselves.</summary>
    /// <param name="origin">Names the page.</param>
    /// <param name="what">What came back.</param>
    protected static BackfillException Loop(BodyOrigin origin, string what) =>
        new(FailureCategory.UnexpectedContent, $"{origin.Place} goes in circles: {what} came before");

    private void Mismatch(string what)
    {
        if (!_warns)
        {
            throw new BackfillException(FailureCategory.Truncated, what);
        }

        if (_warnings.Count < MostWarnings)
        {
            _warnings.Add(what);
        }
    }
}

using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Http.Guarding;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http.Paging;

/// <summary>Pages by a link taken from each body, within the allowed origins, until there is none.</summary>
internal sealed class LinkWalk : PageWalk
{
    private readonly PagePaths _paths;
    private readonly OriginRules _rules;
    private bool _isLater;

    /// <summary>Creates the walk.</summary>
    /// <param name="paths">Path of the next link.</param>
    /// <param name="first">Address of the first page.</param>
    /// <param name="rules">Where links may lead to.</param>
    public LinkWalk(PagePaths paths, Uri first, OriginRules rules)
        : base(first, paths)
    {
        _rules = rules;
        _paths = paths;
        Seen.Add(first.AbsoluteUri, out _);
    }

    /// <inheritdoc/>
    protected override Uri? Next(Uri at, BodyContent page, BodyOrigin origin)
    {
        var link = PagePaths.Text(_paths.Next!, page, origin);
        var next = link is null ? null : Resolve(at, link, origin);
        if (next is not null && !Seen.Add(next.AbsoluteUri, out var hash))
        {
            throw Loop(origin, $"link #{hash}");
        }

        if ((next is not null || _isLater) && !Seen.Add(page.Items))
        {
            throw Loop(origin, "the items of a page");
        }

        _isLater = true;
        return next;
    }

    /// <summary>A link from a body may lead anywhere, to services beside us too; only the origins of the job are followed.</summary>
    private Uri Resolve(Uri at, string link, BodyOrigin origin)
    {
        if (!Uri.TryCreate(at, link, out var next) || next.UserInfo.Length > 0)
        {
            throw new BackfillException(FailureCategory.SourceSchema, $"{origin.Place}: its link to the next page is no address");
        }

        return _rules.Allows(next) ? next : throw new BackfillException(
            FailureCategory.UnexpectedContent, $"{origin.Place} links its next page to another origin, {OriginRules.Named(next)}")
        {
            CanRetry = false,
        };
    }
}

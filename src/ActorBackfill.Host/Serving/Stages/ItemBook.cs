using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>The items of one job, each with what its sources had.</summary>
/// <param name="job">The job.</param>
/// <param name="identifiers">Its identifiers in their order.</param>
/// <param name="wanted">Who is asked for what.</param>
/// <param name="stages">Names units.</param>
/// <param name="api">What the API had; null when it has not been asked.</param>
/// <param name="pages">What pages had; null when none has been looked at.</param>
internal sealed class ItemBook(
    SubmittedJob job, ImmutableArray<string> identifiers, WantedData wanted, StageFactory stages, StageEvidence? api, StageEvidence? pages)
{
    /// <summary>Gets what the API had; null when it has not been asked.</summary>
    public StageEvidence? Api => api;

    /// <summary>Gets what pages had; null when none has been looked at.</summary>
    public StageEvidence? Pages => pages;

    /// <summary>Gets the items in their order.</summary>
    public IEnumerable<ItemEvidence> Items => identifiers.Select(Item);

    /// <summary>Counts the items.</summary>
    /// <param name="ofApi">What its runs did.</param>
    /// <param name="ofPages">What its runs did.</param>
    public JobFigures Figures(SourceFigures ofApi, SourceFigures ofPages)
    {
        var (successful, failed, errors) = (0, 0, 0);
        foreach (var item in Items)
        {
            successful += item.State == ItemState.Successful ? 1 : 0;
            failed += item.State == ItemState.Failed ? 1 : 0;
            errors += item.Errors.Count();
        }

        return new JobFigures(identifiers.Length, successful, failed, errors, ofApi, ofPages);
    }

    /// <summary>Gets the keys of the pages that are lacking after the API was asked.</summary>
    public IEnumerable<string> Lacking() =>
        from identifier in identifiers
        let apiHadIt = ApiPart(identifier)?.IsDone == true
        from type in wanted.Pages
        where wanted.NeedsPage(type, apiHadIt)
        select stages.KeyOf(job.Request.SearchType, identifier, type);

    private ItemEvidence Item(string identifier)
    {
        var parts = ImmutableArray.CreateBuilder<PartEvidence>();
        var isOpen = false;
        var fromApi = ApiPart(identifier);
        if (wanted.FromApi)
        {
            isOpen = fromApi?.Outcome is null && api?.HasGivenUp != true;
            if (fromApi is not null)
            {
                parts.Add(fromApi);
            }
        }

        foreach (var type in wanted.Pages.Where(t => wanted.NeedsPage(t, fromApi?.IsDone == true)))
        {
            var page = pages?.Parts.GetValueOrDefault((identifier, stages.Definition.Scraper!.Pages[type]));
            isOpen |= page?.Outcome is null && pages?.HasGivenUp != true;
            if (page is not null)
            {
                parts.Add(page);
            }
        }

        var state = isOpen && !job.IsOver ? ItemState.Open : parts.Any(p => p.IsDone) ? ItemState.Successful : isOpen ? ItemState.Open : ItemState.Failed;
        return new ItemEvidence(identifier, state, parts.ToImmutable());
    }

    private PartEvidence? ApiPart(string identifier) => api?.Parts.GetValueOrDefault((identifier, ""));
}

/// <summary>How far an item is.</summary>
internal enum ItemState
{
    /// <summary>Somebody is still to be asked.</summary>
    Open,

    /// <summary>At least one source had something.</summary>
    Successful,

    /// <summary>No source had anything, or all failed.</summary>
    Failed,
}

/// <summary>One item and what its sources had.</summary>
/// <param name="Identifier">The item.</param>
/// <param name="State">How far it is.</param>
/// <param name="Parts">Its units that are known.</param>
internal sealed record ItemEvidence(string Identifier, ItemState State, ImmutableArray<PartEvidence> Parts)
{
    /// <summary>Gets what went wrong, one sentence a unit; an item that nobody knows has one too.</summary>
    public IEnumerable<(string Source, string Page, string Category, string Message)> Errors =>
        State == ItemState.Failed && !Parts.Any(p => p.IsFailed)
            ? [("", "", FailureCategory.NotFound.Name(), "No source that was asked has anything for this identifier.")]
            : Parts.Where(p => p.IsFailed).Select(p => (p.Source, p.Page, p.Closed?.Category ?? "", p.Closed?.Text ?? ""));
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>The items of one job, each with what its sources had.</summary>
/// <param name="job">The job.</param>
/// <param name="identifiers">Its identifiers in their order.</param>
/// <param name="wanted">Who is asked for what.</param>
/// <param name="stages">What the journals of its runs say; those that have not begun are left out.</param>
internal sealed class ItemBook(SubmittedJob job, ImmutableArray<string> identifiers, WantedData wanted, ImmutableArray<StageEvidence> stages)
{
    /// <summary>Gets what the journals of its runs say.</summary>
    public ImmutableArray<StageEvidence> Stages => stages;

    /// <summary>Gets the items in their order.</summary>
    public IEnumerable<ItemEvidence> Items => identifiers.Select(Item);

    /// <summary>Gets how far each source is that is asked, or may be: the API first, then pages.</summary>
    public IEnumerable<SourceProgress> Sources =>
        (wanted.FromApi ? [(DataType?)null] : Array.Empty<DataType?>()).Concat(wanted.FromPages ? wanted.Pages.Select(t => (DataType?)t) : [])
        .Select(type => SourceProgress.Of(type, StageOf(type), job));

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

    /// <summary>Gets the keys of the pages of one kind that are lacking after the API was asked.</summary>
    /// <param name="type">The kind of data.</param>
    public IEnumerable<string> Lacking(DataType type) => identifiers
        .Where(i => wanted.NeedsPage(type, PartOf(i, StageOf(null))?.IsDone == true))
        .Select(i => StageFactory.KeyOf(job.Request.SearchType, i));

    private ItemEvidence Item(string identifier)
    {
        var parts = ImmutableArray.CreateBuilder<PartEvidence>();
        var isOpen = wanted.FromApi && Add(parts, identifier, null);
        foreach (var type in wanted.Pages.Where(t => wanted.NeedsPage(t, PartOf(identifier, StageOf(null))?.IsDone == true)))
        {
            isOpen |= Add(parts, identifier, type);
        }

        var state = isOpen && !job.IsOver ? ItemState.Open : parts.Any(p => p.IsDone) ? ItemState.Successful : isOpen ? ItemState.Open : ItemState.Failed;
        return new ItemEvidence(identifier, state, parts.ToImmutable());
    }

    // Whether somebody is still to be asked.
    private bool Add(ImmutableArray<PartEvidence>.Builder parts, string identifier, DataType? type)
    {
        var stage = StageOf(type);
        if (PartOf(identifier, stage) is not { } part)
        {
            return stage?.HasGivenUp != true;
        }

        parts.Add(part);
        return part.Outcome is null && !part.IsLost;
    }

    private StageEvidence? StageOf(DataType? type) => stages.FirstOrDefault(s => s.Stage.Type == type);

    private static PartEvidence? PartOf(string identifier, StageEvidence? stage) => stage?.Parts.GetValueOrDefault(identifier);
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
    public IEnumerable<(string? Source, string Category, string Message)> Errors =>
        State == ItemState.Failed && !Parts.Any(p => p.IsFailed)
            ? [(null, FailureCategory.NotFound.Name(), "No source that was asked has anything for this identifier.")]
            : Parts.Where(p => p.IsFailed).Select(p => ((string?)StageRun.NameOf(p.Type), p.Category, p.Text));
}

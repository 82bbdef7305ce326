using System.Collections.Immutable;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>
/// Who is asked for what. INTELLIGENT asks the API first and looks at pages for two things only: kinds of data that the API does not
/// deliver, and identifiers for which it had nothing.
/// </summary>
/// <param name="request">What was submitted.</param>
/// <param name="definition">What there is to ask.</param>
internal sealed class WantedData(JobRequest request, ServeDefinition definition)
{
    /// <summary>Gets the kinds of data that are asked for.</summary>
    public ImmutableSortedSet<DataType> All { get; } = request.Wanted();

    /// <summary>Gets whether the API is asked: where it delivers something that is asked for.</summary>
    public bool FromApi => request.ProcessingMode != ProcessingMode.ScrapingOnly && definition.Api is { } api && All.Overlaps(api.Delivers);

    /// <summary>Gets whether pages are looked at.</summary>
    public bool FromPages => request.ProcessingMode != ProcessingMode.ApiOnly && request.Parameters.EnableScraping && Pages.Any();

    /// <summary>Gets the kinds of data that there are pages of.</summary>
    public IEnumerable<DataType> Pages => All.Where(definition.Pages.ContainsKey);

    /// <summary>Gets whether API and pages are asked at the same time.</summary>
    public bool AtOnce => request.ProcessingMode == ProcessingMode.ParallelAll && FromPages;

    /// <summary>Gets whether only those pages are looked at that are lacking.</summary>
    public bool ChoosesPages => request.ProcessingMode == ProcessingMode.Intelligent && FromPages && FromApi;

    /// <summary>Gets whether a kind of data is looked for on pages, given what the API had.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="apiHadIt">Whether the API had the identifier.</param>
    public bool NeedsPage(DataType type, bool apiHadIt) => FromPages && (!ChoosesPages || !apiHadIt || !definition.Api!.Delivers.Contains(type));

    /// <summary>Gets what cannot be done as it was submitted: the field, and why.</summary>
    public IEnumerable<(string Field, string Message)> Problems()
    {
        if (!definition.SearchTypes.Contains(request.SearchType, StringComparer.Ordinal))
        {
            yield return ("search_type", $"'{request.SearchType}': must be one of {string.Join(", ", definition.SearchTypes)}");
        }

        var mode = WireNames.Upper(request.ProcessingMode);
        var needsPages = request.ProcessingMode is ProcessingMode.ScrapingOnly or ProcessingMode.ParallelAll;
        if (needsPages && !request.Parameters.EnableScraping)
        {
            yield return ("parameters.enable_scraping", $"false does not go with processing_mode {mode}");
        }

        if (request.ProcessingMode is ProcessingMode.ApiOnly or ProcessingMode.ParallelAll && definition.Api is null)
        {
            yield return ("processing_mode", $"{mode}: no API is served here");
        }

        if (needsPages && definition.Pages.IsEmpty)
        {
            yield return ("processing_mode", $"{mode}: no pages are served here");
        }

        foreach (var type in All.Where(t => !CanBeHad(t)))
        {
            yield return ("job_type", $"nobody who may be asked in mode {mode} has {WireNames.Lower(type)}");
        }
    }

    private bool CanBeHad(DataType type) => (FromApi && definition.Api!.Delivers.Contains(type)) || (FromPages && Pages.Contains(type));
}

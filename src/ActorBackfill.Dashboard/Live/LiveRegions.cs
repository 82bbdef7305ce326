using System.Collections.Frozen;
using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Limits;
using ActorBackfill.Dashboard.Pages.Overview;
using ActorBackfill.Dashboard.Pages.Workers;

namespace ActorBackfill.Dashboard.Live;

/// <summary>The regions that pages have. A client names those that it shows; what is not named here is never drawn.</summary>
public static class LiveRegions
{
    /// <summary>The window of the chart unless the address names another.</summary>
    public const string DefaultWindow = "15m";

    /// <summary>Gets the windows of the chart, in the order of <see cref="Domain.Progress.RunDetail.Samples"/>.</summary>
    public static ImmutableArray<string> Windows { get; } = ["1m", DefaultWindow, "all"];

    /// <summary>Gets the region of a job's state; every page that follows the feed may show it.</summary>
    public static LiveRegion Summary { get; } = LiveRegion.Of<SummaryPart>("summary");

    /// <summary>Gets the regions of the overview.</summary>
    public static ImmutableArray<LiveRegion> Overview { get; } =
    [
        Summary,
        LiveRegion.Of<CountsPart>("counts"),
        LiveRegion.Of<LimitGauge>("gauge"),
        LiveRegion.Of<WorkerStrip>("strip"),
        LiveRegion.Of<TopFailures>("failures"),
        LiveRegion.Of<StoragePart>("storage"),
        LiveRegion.Of<ChangesPart>("changes"),
    ];

    /// <summary>Gets the regions of the workers' page.</summary>
    public static ImmutableArray<LiveRegion> Workers { get; } = [LiveRegion.Of<WorkerTable>("workers")];

    /// <summary>Gets the regions of the limits' page.</summary>
    public static ImmutableArray<LiveRegion> Limits { get; } =
        [LiveRegion.Of<LimitFacts>("limit"), LiveRegion.Of<BreakerTable>("breakers"), LiveRegion.Of<RefusalTable>("refusals"), LiveRegion.Of<RatePart>("rate")];

    /// <summary>Gets the region of the commands to a run: drawn anew only when its state changes.</summary>
    public static LiveRegion Commands { get; } = LiveRegion.Of<CommandsPart>("commands");

    private static FrozenDictionary<string, LiveRegion> ByName { get; } =
        Overview.Concat(Workers).Concat(Limits).Append(Commands).Concat(Windows.Select(Chart)).ToFrozenDictionary(r => r.Name, StringComparer.Ordinal);

    /// <summary>Gets the region of a chart.</summary>
    /// <param name="window">One of <see cref="Windows"/>.</param>
    public static LiveRegion Chart(string window) =>
        LiveRegion.Of<ThroughputChart>("chart-" + window) with { Parameter = nameof(ThroughputChart.Window), Value = window };

    /// <summary>Gets a region, or null when there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    public static LiveRegion? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Gets the regions that a client names, each once, in the order of their names.</summary>
    /// <param name="names">Separated by commas; what is not known is left out.</param>
    public static ImmutableArray<LiveRegion> Parse(string? names) =>
    [
        .. (names ?? "").Split(',', ByName.Count + 1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Find).OfType<LiveRegion>(),
    ];
}

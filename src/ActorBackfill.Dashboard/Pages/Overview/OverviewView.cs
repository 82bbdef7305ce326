using ActorBackfill.Dashboard.Live;

namespace ActorBackfill.Dashboard.Pages.Overview;

/// <summary>What the overview shows.</summary>
/// <param name="Job">The job.</param>
/// <param name="Window">The window of the chart, one of <see cref="LiveRegions.Windows"/>.</param>
public sealed record OverviewView(LiveJob Job, string Window);

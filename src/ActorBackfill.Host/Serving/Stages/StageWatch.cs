using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Progress;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>Remembers how far a run is. Written by the run, read by anybody.</summary>
internal sealed class StageWatch : IShowProgress
{
    private RunProgress? _latest;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>Gets what the run did so far.</summary>
    public SourceFigures Figures => Volatile.Read(ref _latest) is { } latest
        ? new SourceFigures(latest.UnitsThisRun, latest.Requests, latest.Retries, latest.Rows)
        : SourceFigures.None;

    /// <inheritdoc/>
    public void Update(RunProgress progress) => Volatile.Write(ref _latest, progress);

    /// <inheritdoc/>
    public void Say(string line)
    {
    }

    /// <inheritdoc/>
    public void End(RunProgress progress) => Update(progress);
}

using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Metrics;

/// <summary>A run as the meter sees it. Thread safe; ends when it is disposed of.</summary>
/// <param name="meter">The meter.</param>
/// <param name="job">What it counts as.</param>
internal sealed class MeteredRun(BackfillMeter meter, string job) : IDisposable
{
    /// <summary>Notes how far the run is.</summary>
    /// <param name="progress">The newest.</param>
    public void Update(RunProgress progress) => meter.Change(job, j => j.Update(this, progress));

    /// <inheritdoc/>
    public void Dispose() => meter.Change(job, j => j.Remove(this));
}

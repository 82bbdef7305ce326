using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Metrics;

/// <summary>A run as the meter sees it. Thread safe; ends when it is disposed of.</summary>
/// <param name="meter">The meter.</param>
/// <param name="job">What it counts as.</param>
internal sealed class MeteredRun(BackfillMeter meter, string job) : IDisposable
{
    private string? _journal;

    /// <summary>Notes how far the run is.</summary>
    /// <param name="progress">The newest.</param>
    public void Update(RunProgress progress) => meter.Change(job, j => j.Update(this, progress));

    /// <summary>A unit has ended.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="category">Why it failed; null when it did not.</param>
    /// <param name="milliseconds">How long its last attempt took.</param>
    public void UnitEnded(UnitOutcome outcome, string? category, int milliseconds) =>
        meter.Histograms.UnitEnded(job, WireNames.Lower(outcome), category, milliseconds / 1_000.0);

    /// <summary>A request has waited for its turn.</summary>
    public void Waited(TimeSpan time) => meter.Histograms.Waited(job, time.TotalSeconds);

    /// <summary>The journal took a write.</summary>
    public void Appended(TimeSpan time) => meter.Histograms.Appended(job, time.TotalSeconds);

    /// <summary>The run writes a journal.</summary>
    /// <param name="path">Its file.</param>
    public void WritesTo(string path)
    {
        _journal = path;
        meter.Storage.Add(job, path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        meter.Change(job, j => j.Remove(this));
        if (Interlocked.Exchange(ref _journal, null) is { } journal)
        {
            meter.Storage.Remove(job, journal);
        }
    }
}

using System.Diagnostics.Metrics;

namespace ActorBackfill.Host.Metrics;

/// <summary>How many submitted jobs wait for their turn, and how many run. Thread safe.</summary>
internal sealed class QueueGauge
{
    /// <summary>The instrument's name.</summary>
    public const string Name = "backfill.jobs";

    /// <summary>The attribute that tells the two apart.</summary>
    public const string StateAttribute = "backfill.job.state";

    private volatile Counts _counts = new(0, 0);

    /// <summary>Makes the instrument.</summary>
    /// <param name="meter">Whose.</param>
    public QueueGauge(Meter meter) => meter.CreateObservableUpDownCounter(
        Name,
        () => new Measurement<double>[]
        {
            new(_counts.Queued, new KeyValuePair<string, object?>(StateAttribute, "queued")),
            new(_counts.Running, new KeyValuePair<string, object?>(StateAttribute, "running")),
        },
        "{job}",
        "Submitted jobs that have not ended, by state.");

    /// <summary>Notes how many there are.</summary>
    /// <param name="queued">Jobs that wait.</param>
    /// <param name="running">Jobs that run.</param>
    public void Set(int queued, int running) => _counts = new Counts(queued, running);

    private sealed record Counts(int Queued, int Running);
}

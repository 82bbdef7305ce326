using System.Diagnostics.Metrics;

namespace ActorBackfill.Host.Metrics;

/// <summary>How large the journals are of the runs that go on, each with its write-ahead log beside it. Thread safe.</summary>
internal sealed class StorageGauge
{
    /// <summary>The instrument's name.</summary>
    public const string Name = "backfill.storage.size";

    /// <summary>The attribute that tells files apart.</summary>
    public const string FileAttribute = "backfill.storage.file";

    private static readonly (string Value, string Ending)[] Files = [("journal", ""), ("journal_wal", "-wal")];

    private readonly Lock _lock = new();
    private readonly List<(string Job, string Journal)> _journals = [];

    /// <summary>Makes the instrument.</summary>
    /// <param name="meter">Whose.</param>
    public StorageGauge(Meter meter) => meter.CreateObservableGauge(Name, Measure, "By", "Size of the journals of the runs that go on, by file.");

    /// <summary>A run begins to write a journal.</summary>
    /// <param name="job">What it counts as.</param>
    /// <param name="journal">The journal's file.</param>
    public void Add(string job, string journal)
    {
        lock (_lock)
        {
            _journals.Add((job, journal));
        }
    }

    /// <summary>It has ended.</summary>
    /// <param name="job">What it counted as.</param>
    /// <param name="journal">The journal's file.</param>
    public void Remove(string job, string journal)
    {
        lock (_lock)
        {
            _journals.Remove((job, journal));
        }
    }

    private List<Measurement<double>> Measure()
    {
        lock (_lock)
        {
            return
            [
                .. from file in Files
                   from job in _journals.GroupBy(j => j.Job, StringComparer.Ordinal)
                   select new Measurement<double>(
                       job.Sum(j => Size(j.Journal + file.Ending)), new(BackfillMeter.JobAttribute, job.Key), new KeyValuePair<string, object?>(FileAttribute, file.Value)),
            ];
        }
    }

    // A log that has been taken in is gone.
    private static double Size(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}

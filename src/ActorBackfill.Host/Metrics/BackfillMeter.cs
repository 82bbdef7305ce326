using System.Diagnostics.Metrics;
using ActorBackfill.Host.CommandLine;

namespace ActorBackfill.Host.Metrics;

/// <summary>
/// The meter <c>ActorBackfill</c>. Most instruments are read off the last progress that each run has told, once a second, which costs a run
/// nothing; histograms are told of single things. Attributes have few values: the names of jobs (of stages, where jobs are submitted), and fixed ones; never a unit.
/// </summary>
internal sealed class BackfillMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "ActorBackfill";

    /// <summary>The attribute that says whose runs they are.</summary>
    public const string JobAttribute = "backfill.job";

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MeteredJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>Makes the meter and its instruments.</summary>
    public BackfillMeter()
    {
        Meter = new Meter(Name, VersionVerb.Version);
        for (var n = 0; n < RunInstruments.All.Length; n++)
        {
            Create(RunInstruments.All[n], n);
        }

        Storage = new StorageGauge(Meter);
        Histograms = new RunHistograms(Meter);
        Totals = new HistogramTotals(Meter);
    }

    /// <summary>Gets the meter, for those who listen to this one alone.</summary>
    public Meter Meter { get; }

    /// <summary>Gets what measures the files of runs.</summary>
    public StorageGauge Storage { get; }

    /// <summary>Gets the instruments that are told of every single thing.</summary>
    public RunHistograms Histograms { get; }

    /// <summary>Gets what those have been told.</summary>
    public HistogramTotals Totals { get; }

    /// <summary>A run begins.</summary>
    /// <param name="job">What it counts as: one of few names.</param>
    public MeteredRun Begin(string job)
    {
        var run = new MeteredRun(this, job);
        lock (_lock)
        {
            if (!_jobs.TryGetValue(job, out var metered))
            {
                _jobs.Add(job, metered = new MeteredJob());
            }

            metered.Add(run);
        }

        return run;
    }

    /// <summary>Changes what is known of a job that has begun.</summary>
    public void Change(string job, Action<MeteredJob> change)
    {
        lock (_lock)
        {
            change(_jobs[job]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Totals.Dispose();
        Meter.Dispose();
    }

    private void Create(RunInstrument instrument, int n)
    {
        var (name, unit, description) = (instrument.Name, instrument.Unit, instrument.Description);
        _ = instrument.Kind switch
        {
            InstrumentKind.Counter => (Instrument)Meter.CreateObservableCounter(name, () => Measure(instrument, n), unit, description),
            InstrumentKind.Level => Meter.CreateObservableUpDownCounter(name, () => Measure(instrument, n), unit, description),
            _ => Meter.CreateObservableGauge(name, () => Measure(instrument, n), unit, description),
        };
    }

    private List<Measurement<double>> Measure(RunInstrument instrument, int n)
    {
        var measured = new List<Measurement<double>>();
        lock (_lock)
        {
            foreach (var (name, job) in _jobs)
            {
                for (var i = 0; i < instrument.Count; i++)
                {
                    if (job.Value(n, i) is var value && !double.IsNaN(value))
                    {
                        measured.Add(new Measurement<double>(value, Attributes(name, instrument, i)));
                    }
                }
            }
        }

        return measured;
    }

    private static KeyValuePair<string, object?>[] Attributes(string job, RunInstrument instrument, int i) => instrument.Attribute is { } attribute
        ? [new(JobAttribute, job), new(attribute, instrument.Values[i])]
        : [new(JobAttribute, job)];
}

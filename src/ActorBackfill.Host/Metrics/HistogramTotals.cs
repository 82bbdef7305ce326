using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace ActorBackfill.Host.Metrics;

/// <summary>
/// Adds up what the histograms of a meter are told, for those who ask for all of it at once: other instruments can be read at any time, these tell
/// each thing once. Thread safe.
/// </summary>
internal sealed class HistogramTotals : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<Instrument, SortedDictionary<string, Buckets>> _totals = new(ReferenceEqualityComparer.Instance);

    /// <summary>Begins to add up.</summary>
    /// <param name="meter">Whose histograms.</param>
    public HistogramTotals(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter == meter && instrument is Histogram<double>)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add((Histogram<double>)instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Gets what there is so far: of each instrument by the labels of Prometheus.</summary>
    public IReadOnlyList<(Instrument Instrument, ImmutableArray<(string Labels, HistogramSum Sum)> Series)> Read()
    {
        lock (_lock)
        {
            return [.. _totals.Select(t => (t.Key, t.Value.Select(s => (s.Key, s.Value.Sum)).ToImmutableArray()))];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Add(Histogram<double> instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        lock (_lock)
        {
            if (!_totals.TryGetValue(instrument, out var series))
            {
                _totals.Add(instrument, series = new SortedDictionary<string, Buckets>(StringComparer.Ordinal));
            }

            if (!series.TryGetValue(labels, out var buckets))
            {
                series.Add(labels, buckets = new Buckets([.. instrument.Advice?.HistogramBucketBoundaries ?? []]));
            }

            buckets.Add(value);
        }
    }

    private sealed class Buckets(ImmutableArray<double> bounds)
    {
        private readonly long[] _counts = new long[bounds.Length + 1];
        private double _sum;

        public HistogramSum Sum => new(bounds, [.. _counts], _sum);

        public void Add(double value)
        {
            // A value that equals a bound belongs below it.
            var at = bounds.BinarySearch(value);
            _counts[at < 0 ? ~at : at]++;
            _sum += value;
        }
    }
}

/// <summary>What a histogram was told.</summary>
/// <param name="Bounds">The upper bounds of its buckets.</param>
/// <param name="Counts">How many values lie in each, and in the last one those beyond.</param>
/// <param name="Total">The sum of all values.</param>
internal sealed record HistogramSum(ImmutableArray<double> Bounds, ImmutableArray<long> Counts, double Total);

using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace ActorBackfill.Host.Metrics;

/// <summary>One instrument that is told of every single thing, and keeps how many took how long.</summary>
/// <param name="Name">By OpenTelemetry's conventions.</param>
/// <param name="Unit">By UCUM.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Bounds">The upper bounds of its buckets, which are few; one more bucket has no bound.</param>
/// <param name="Attributes">What tells values apart beside the job; each has few values.</param>
internal sealed record HistogramInstrument(string Name, string Unit, string Description, ImmutableArray<double> Bounds, params string[] Attributes)
{
    /// <summary>Makes the instrument.</summary>
    /// <param name="meter">Whose.</param>
    public Histogram<double> Create(Meter meter) =>
        meter.CreateHistogram<double>(Name, Unit, Description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
}

using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace ActorBackfill.Host.Metrics;

/// <summary>How long single things of runs took. <c>docs/operating.md</c> has the same list.</summary>
internal sealed class RunHistograms
{
    /// <summary>The attribute that says how a unit ended.</summary>
    public const string OutcomeAttribute = "backfill.unit.outcome";

    /// <summary>The attribute that says why a unit failed: the failure's category.</summary>
    public const string ErrorAttribute = "error.type";

    private static readonly ImmutableArray<double> Long = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];
    private static readonly ImmutableArray<double> Short = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];

    private static readonly HistogramInstrument Unit = new("backfill.unit.duration", "s", "How long the last attempt at a unit took.", Long, OutcomeAttribute, ErrorAttribute);
    private static readonly HistogramInstrument Wait = new("backfill.ratelimit.wait.duration", "s", "How long a request waited for its turn.", Long);
    private static readonly HistogramInstrument Append = new("backfill.journal.append.duration", "s", "How long the journal took for a write.", Short);

    private readonly Histogram<double> _unit;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _append;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">Whose.</param>
    public RunHistograms(Meter meter)
    {
        (_unit, _wait, _append) = (Unit.Create(meter), Wait.Create(meter), Append.Create(meter));
    }

    /// <summary>Gets all instruments.</summary>
    public static ImmutableArray<HistogramInstrument> All { get; } = [Unit, Wait, Append];

    /// <summary>A unit has ended.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="outcome">How.</param>
    /// <param name="category">Why it failed; null when it did not.</param>
    /// <param name="seconds">How long its last attempt took.</param>
    public void UnitEnded(string job, string outcome, string? category, double seconds)
    {
        if (category is null)
        {
            _unit.Record(seconds, new(BackfillMeter.JobAttribute, job), new(OutcomeAttribute, outcome));
        }
        else
        {
            _unit.Record(seconds, new(BackfillMeter.JobAttribute, job), new(OutcomeAttribute, outcome), new(ErrorAttribute, category));
        }
    }

    /// <summary>A request got its turn, or gave up waiting.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="seconds">How long it waited.</param>
    public void Waited(string job, double seconds) => _wait.Record(seconds, new KeyValuePair<string, object?>(BackfillMeter.JobAttribute, job));

    /// <summary>The journal took a write.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="seconds">How long it took.</param>
    public void Appended(string job, double seconds) => _append.Record(seconds, new KeyValuePair<string, object?>(BackfillMeter.JobAttribute, job));
}

using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Metrics;

/// <summary>How a figure of several runs of a job becomes one.</summary>
internal enum InstrumentKind
{
    /// <summary>Only grows: the sum of all runs since the process began, ended ones too.</summary>
    Counter,

    /// <summary>Goes up and down: the sum of the runs that go on.</summary>
    Level,

    /// <summary>A limit that runs share: the highest of those that go on.</summary>
    Limit,
}

/// <summary>One instrument of the meter, and how it is read off a run's progress.</summary>
/// <param name="Name">By OpenTelemetry's conventions.</param>
/// <param name="Kind">How runs are put together.</param>
/// <param name="Unit">By UCUM.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Read">Reads the value at a position of <paramref name="Values"/>; NaN where there is none.</param>
/// <param name="Attribute">The name of the attribute that tells values apart; null when there is one value.</param>
/// <param name="Values">The attribute's values, all that there can be.</param>
internal sealed record RunInstrument(
    string Name, InstrumentKind Kind, string Unit, string Description, Func<RunProgress, int, double> Read, string? Attribute, params string[] Values)
{
    /// <summary>Gets how many values there are for a job.</summary>
    public int Count => Attribute is null ? 1 : Values.Length;
}

using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Listening;
using ActorBackfill.Host.Listening;
using ActorBackfill.Host.Metrics;
using Akka.Actor;

namespace ActorBackfill.Host.Telemetry;

/// <summary>Measures the units that end and the writes of the journal, and ends the spans of units.</summary>
internal sealed class TelemetryActor : ReceiveActor
{
    private readonly MeteredRun _run;
    private readonly RunTrace? _trace;
    private Plan? _plan;

    public TelemetryActor(MeteredRun run, RunTrace? trace)
    {
        (_run, _trace) = (run, trace);
        Receive<UnitsKnown>(known => _plan = known.Plan);
        Receive<UnitsEnded>(OnEnded);
        Receive<JournalWritten>(written => _run.Appended(written.Took));
        Receive<Flush>(_ => Sender.Tell(new Flushed()));
    }

    /// <summary>Gets the props.</summary>
    /// <param name="run">What is measured.</param>
    /// <param name="trace">The spans; null for none.</param>
    public static Props For(MeteredRun run, RunTrace? trace) => Props.Create(() => new TelemetryActor(run, trace));

    private void OnEnded(UnitsEnded ended)
    {
        foreach (var unit in ended.Units.Where(u => !u.IsParked))
        {
            _run.UnitEnded(unit.Outcome, unit.Category, unit.Milliseconds);
            _trace?.Ended(unit, _plan?.KeyOf(unit.Ordinal) ?? $"{unit.Ordinal}");
        }
    }
}

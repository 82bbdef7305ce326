using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.Metrics;
using ActorBackfill.Host.Progress;
using ActorBackfill.Host.Serving.Jobs;
using Akka.Actor;
using Serilog.Core;

namespace ActorBackfill.Host.Telemetry;

/// <summary>Watches one run for the meter and the traces. The run knows nothing of it: its ports are wrapped, and it listens to what every listener hears.</summary>
/// <param name="run">The run as the meter sees it.</param>
/// <param name="trace">Its spans; null for none.</param>
/// <param name="log">Where the lines of its log go besides; null for nowhere.</param>
internal sealed class RunObserver(MeteredRun run, RunTrace? trace, ILogEventSink? log) : IDisposable
{
    /// <summary>Gets where the lines of the run's log go besides; null for nowhere.</summary>
    public ILogEventSink? Log => log;

    /// <summary>Gets what listens to the run's units.</summary>
    public Props Listener => TelemetryActor.For(run, trace);

    /// <summary>Wraps what a run works with.</summary>
    /// <param name="ports">As they are.</param>
    public RunPorts Around(RunPorts ports) => ports with
    {
#pragma warning disable CA2000 // Both hold nothing of their own: what they wrap is disposed of by those who opened it.
        Source = new ObservedSource(ports.Source, run, trace),
        Sink = trace is null ? ports.Sink : new ObservedSink(ports.Sink, trace),
#pragma warning restore CA2000
    };

    /// <summary>Notes which journal the run writes.</summary>
    /// <param name="path">Its file.</param>
    public void WritesTo(string path) => run.WritesTo(path);

    /// <summary>Wraps what shows the progress.</summary>
    /// <param name="show">As it is.</param>
    public IShowProgress Around(IShowProgress show) => new Shown(show, run);

    /// <summary>The run has ended.</summary>
    /// <param name="result">How.</param>
    /// <param name="runId">Its id.</param>
    public void End(RunResult result, string runId)
    {
        trace?.Tag("backfill.run.id", runId);
        trace?.Tag("backfill.run.number", result.Progress.Run);
        trace?.Tag("backfill.run.end", result.Refusal is { } refusal ? WireNames.Lower(refusal) : WireNames.Lower(result.End));
        trace?.Tag("backfill.run.units", result.Progress.UnitsThisRun);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        trace?.Dispose();
        run.Dispose();
    }

    private sealed class Shown(IShowProgress show, MeteredRun run) : IShowProgress
    {
        public TimeSpan Interval => show.Interval;

        public void Update(RunProgress progress)
        {
            run.Update(progress);
            show.Update(progress);
        }

        public void Say(string line) => show.Say(line);

        public void End(RunProgress progress)
        {
            run.Update(progress);
            show.End(progress);
        }
    }
}

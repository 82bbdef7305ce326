using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Listening;
using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Host.Listening;

/// <summary>Writes a line of the log for every unit that succeeded, with a check mark to be searched for; those that failed have theirs already.</summary>
internal sealed class UnitLogActor : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private Plan? _plan;

    public UnitLogActor()
    {
        Receive<UnitsKnown>(known => _plan = known.Plan);
        Receive<UnitsEnded>(OnEnded);
        Receive<JournalWritten>(_ => { });
        Receive<Flush>(_ => Sender.Tell(new Flushed()));
    }

    public static Props For() => Props.Create(() => new UnitLogActor());

    private void OnEnded(UnitsEnded ended)
    {
        foreach (var unit in ended.Units)
        {
            var key = _plan?.KeyOf(unit.Ordinal) ?? $"{unit.Ordinal}";
            if (unit.Outcome.IsInLedger())
            {
                _log.Info("✓ {Unit}: {Rows} rows in {Milliseconds} ms", key, unit.Rows, unit.Milliseconds);
            }
            else if (unit.Outcome == UnitOutcome.Skipped)
            {
                _log.Info("- {Unit} skipped: {Reason}", key, unit.Text ?? "");
            }
        }
    }
}

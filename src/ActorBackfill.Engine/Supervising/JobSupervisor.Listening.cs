using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Listening;
using Akka.Actor;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Whoever listens hears of units once the journal holds their end. Nobody does by default, and then nothing is made for them.</summary>
public sealed partial class JobSupervisor
{
    private void TellKnown(CheckpointReady ready)
    {
        if (!_ports.Listeners.IsEmpty)
        {
            TellListeners(new UnitsKnown(ready.Plan, ready.State.Copy(), _settings.RunsAgain));
        }
    }

    private void TellEnded(UnitsAcknowledged acknowledged) =>
        TellEnded(acknowledged.Units, u => new EndedUnit(u.Ordinal, u.Outcome, u.Rows, u.Milliseconds, null));

    private void TellEnded(UnitsCloseAcknowledged acknowledged) =>
        TellEnded(acknowledged.Units, u => new EndedUnit(u.Ordinal, u.Outcome, 0, u.Milliseconds, u.Text) { Category = u.Category });

    private void TellParked(IReadOnlyCollection<ClosedUnit> parked)
    {
        if (parked.Count > 0)
        {
            TellEnded(parked, u => new EndedUnit(u.Ordinal, u.Outcome, 0, u.Milliseconds, u.Text) { Category = u.Category, IsParked = true });
        }
    }

    private void TellEnded(UnitsAlreadySettled already) =>
        TellEnded(already.Units, u => new EndedUnit(u.Unit.Ordinal, u.Outcome, u.RowCount, u.Milliseconds, null));

    private void TellEnded<T>(IEnumerable<T> units, Func<T, EndedUnit> ended)
    {
        if (!_ports.Listeners.IsEmpty)
        {
            TellListeners(new UnitsEnded([.. units.Select(ended)]));
        }
    }

    private void TellListeners(object news)
    {
        foreach (var listener in _ports.Listeners)
        {
            listener.Tell(news);
        }
    }
}

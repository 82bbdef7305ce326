using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.ReadModels;

/// <summary>What the history says of events that change no unit's outcome.</summary>
internal sealed partial class ReadModelFold
{
    private void Tell(long seq, ICheckpointEvent next)
    {
        switch (next)
        {
            case BreakerOpened opened:
                Note(seq, opened.At, "breaker-opened", null, $"{opened.Key} until {Wording.Instant(opened.Until)}: {opened.Category}: {opened.Cause}", null);
                break;
            case BreakerClosed closed:
                Note(seq, closed.At, "breaker-closed", null, closed.Key, null);
                break;
            case ControlChanged changed:
                Note(seq, changed.At, changed.Command, changed.Who, changed.Value, null);
                break;
            case UnitsDropped dropped:
                Note(seq, dropped.At, "units-dropped", null, "settled units that the plan no longer has; their rows stay", Ordinals(dropped.Units).LongCount());
                break;
            case ProcessDied died:
                Note(seq, died.At, "process-died", null, "units were being worked on when the process ended", Ordinals(died.Units).LongCount());
                break;
        }
    }

    // Ordinals mean other units from here on.
    private void Forget(long seq, UnitsForgotten forgotten)
    {
        _planes.Clear();
        _tallies.Clear();
        using var clear = new ModelStatement(_connection, "DELETE FROM unit; DELETE FROM tally", _transaction);
        clear.Execute();
        Note(seq, forgotten.At, "units-forgotten", null, "the dimensions changed: no unit has an outcome any more", null);
    }

    private void Note(long seq, DateTimeOffset at, string kind, string? by, string? text, long? units) =>
        _change.Execute(seq, ModelStatement.Text(at), kind, by, text, units);
}

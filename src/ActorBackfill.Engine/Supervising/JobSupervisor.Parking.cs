using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Controlling;
using Akka.Actor;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Units that somebody parks while the run goes on: they are dealt no more, the journal has it, and only then it is answered.</summary>
public sealed partial class JobSupervisor
{
    private readonly SortedDictionary<long, (QuarantineUnits Request, long Busy, IActorRef Asker)> _parking = [];
    private long _lastPark;

    private void OnPark(ParkUnits park)
    {
        if (_desk is null || _parking.Count >= MostRetries)
        {
            Sender.Tell(new ChangeRefused("The run waits for its journal; try again."));
            return;
        }

        var (units, busy) = _desk.ToPark(park.Units);
        if (units.Count == 0)
        {
            Sender.Tell(new UnitsParked(0, busy));
            return;
        }

        var request = new QuarantineUnits(++_lastPark, park.Who, [.. units.All()], park.Reason);
        _parking.Add(request.Id, (request, busy, Sender));
        _checkpoint.Tell(request);
    }

    private void OnSetApart(UnitsSetApart apart)
    {
        if (!_parking.Remove(apart.Id, out var asked))
        {
            return;
        }

        _sequence = Math.Max(_sequence, apart.Sequence);
        var (counts, ended) = _desk!.Park(asked.Request.Units, apart.Units);
        _statistics.Tell(counts);
        TellParked(ended);
        asked.Asker.Tell(new UnitsParked(apart.Units.Length, asked.Busy));
        if (!_isRecording && !_isOver)
        {
            Record(new ControlChanged(_settings.RunId, Now.At, asked.Request.Who, "park", Value(apart.Units.Length)));
            Deal();
        }
    }

    // To a checkpoint that has just begun: the one before may have lost them.
    private void ParkAgain()
    {
        foreach (var (request, _, _) in _parking.Values)
        {
            _checkpoint.Tell(request);
        }
    }
}

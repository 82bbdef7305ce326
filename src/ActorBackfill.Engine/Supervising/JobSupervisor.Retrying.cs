using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Controlling;
using Akka.Actor;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Units that somebody wants again while the run goes on: the journal has it first, then they are dealt, and only then it is answered.</summary>
public sealed partial class JobSupervisor
{
    // More that wait for a journal that is away are refused.
    private const int MostRetries = 100;

    private readonly SortedDictionary<long, (RequeueUnits Request, IActorRef Asker)> _opening = [];
    private long _lastRetry;

    // The end of the run waits for the journal: what is opened again is dealt in this run, what is parked is answered.
    private bool IsOpening => _opening.Count > 0 || _parking.Count > 0;

    private void OnRetry(RetryUnits retry)
    {
        if (_desk is null || _opening.Count >= MostRetries)
        {
            Sender.Tell(new ChangeRefused("The run waits for its journal; try again."));
            return;
        }

        var open = _desk.ToOpen(retry.Units);
        if (open.Count == 0)
        {
            Sender.Tell(new UnitsRetried(0, 0));
            return;
        }

        var request = new RequeueUnits(++_lastRetry, retry.Who, [.. open.All()], retry.Reason);
        _opening.Add(request.Id, (request, Sender));
        _checkpoint.Tell(request);
    }

    private void OnOpened(UnitsOpenedAgain opened)
    {
        if (!_opening.Remove(opened.Id, out var asked))
        {
            return;
        }

        var withdrawn = _desk!.Open(opened.Units);
        _statistics.Tell(withdrawn);
        asked.Asker.Tell(new UnitsRetried(opened.Units.Length, withdrawn.Dealt));
        if (!_isRecording && !_isOver)
        {
            Record(new ControlChanged(_settings.RunId, Now.At, asked.Request.Who, "retry", Value(opened.Units.Length)));
            Deal();
        }
    }

    // To a checkpoint that has just begun: the one before may have lost them.
    private void OpenAgain()
    {
        foreach (var (request, _) in _opening.Values)
        {
            _checkpoint.Tell(request);
        }
    }
}

using System.Globalization;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Limiting;
using Akka.Actor;
using Akka.Event;
using Akka.Routing;

namespace ActorBackfill.Engine.Supervising;

/// <summary>What people change while the run goes on: pause, workers, rate.</summary>
public sealed partial class JobSupervisor
{
    private const int ShownChanges = 20;

    // Changes that wait for a journal that is away; beyond that they take effect and only the log tells of them.
    private const int MostUnrecorded = 1_000;

    private readonly WorkingTime _working;
    private readonly WorkerCount _count;
    private readonly Queue<ControlChanged> _unrecorded = [];
    private RunControl _control;

    private RunControl Control => _control with { Draining = _count.Draining, IsStopping = _end != RunEnd.Finished };

    private bool IsPaused => _control.PausedSince is not null;

    private string? PausedText => _control.PausedSince is { } since ? $"somebody to unpause it: paused since {since.UtcDateTime:HH:mm:ss}Z" : null;

    private void Controlled()
    {
        Receive<ChangeRun>(OnChange);
        Receive<ChangeRecorded>(OnChangeRecorded);
        Receive<UnitsOpenedAgain>(OnOpened);
        Receive<UnitsSetApart>(OnSetApart);
        Receive<LimitState>(OnLimitState);
        Receive<ScaleDue>(_ => OnScaleDue());
    }

    private void OnChange(ChangeRun change)
    {
        if (_isOver || _isRecording || (_end != RunEnd.Finished && change is not NoteStop))
        {
            Sender.Tell(new ChangeRefused("The run is ending."));
            return;
        }

        if (change is RetryUnits retry)
        {
            OnRetry(retry);
            return;
        }

        if (change is ParkUnits park)
        {
            OnPark(park);
            return;
        }

        var now = Now.At;
        var (command, value, text) = Apply(change, now);
        Record(new ControlChanged(_settings.RunId, now, change.Who, command, value));
        Sender.Tell(new RunChanged(text));
        if (_desk is not null)
        {
            Deal();
        }
    }

    private (string Command, string? Value, string Text) Apply(ChangeRun change, DateTimeOffset now)
    {
        switch (change)
        {
            case PauseRun:
                _working.Stop();
                _limit?.Tell(HoldTurns.Instance);
                _control = _control with { PausedSince = _control.PausedSince ?? now };
                return ("pause", null, "Paused: no new request begins.");
            case UnpauseRun:
                _working.GoOn();
                _limit?.Tell(ReleaseTurns.Instance);
                _desk?.Watch.Resume(Now);
                _control = _control with { PausedSince = null };
                return ("unpause", null, "Going on.");
            case ScaleRun scale:
                return ("scale", Value(scale.Workers) ?? "auto", Scale(scale.Workers));
            case LimitRun limit:
                return ("rate", limit.RequestsPerSecond is { } rate ? Rate(rate) : "default", Limit(limit.RequestsPerSecond));
            case NoteStop stop:
                return ("stop", stop.Now ? "now" : null, stop.Now ? "Cancelling units in flight." : "Stopping: units in flight may end.");
            default:
                throw new System.Diagnostics.UnreachableException(change.GetType().Name);
        }
    }

    private string Scale(int? workers)
    {
        ScaleByItself(workers is null);
        if (workers is { } wanted)
        {
            Want(wanted);
        }

        return workers is null ? "The workers follow the source's limit." : $"{Value(workers)} workers{(_count.Draining > 0 ? $"; {Value(_count.Draining)} more end with what they hold" : "")}.";
    }

    private void Want(int workers)
    {
        _desk?.Workers = workers;
        _count.Wanted = workers;
        if (_workers.Equals(ActorRefs.Nobody))
        {
            return;
        }

        if (_count.Fill() is > 0 and var more)
        {
            _workers.Tell(new AdjustPoolSize(more));
        }

        while (_idle.Count > 0 && _count.LetsGo())
        {
            LetGoForGood(_idle.Dequeue());
        }
    }

    private string Limit(double? perSecond)
    {
        _control = _control with { RequestsPerSecond = perSecond };
        _limit?.Tell(new ChangeRate(perSecond));
        return perSecond is { } rate ? $"At most {Rate(rate)}." : "As the job says.";
    }

    // A worker that holds nothing: it waits for units, or is one too many.
    private void Free(IActorRef worker)
    {
        if (_count.LetsGo())
        {
            LetGoForGood(worker);
        }
        else
        {
            _idle.Enqueue(worker);
        }
    }

    // What was changed before there was a limit.
    private void ControlLimit()
    {
        if (_control.RequestsPerSecond is { } rate)
        {
            _limit!.Tell(new ChangeRate(rate));
        }

        if (IsPaused)
        {
            _limit!.Tell(HoldTurns.Instance);
        }
    }

    // Whoever waits for the end of a pause waits no longer: the run ends without it.
    private void EndPause()
    {
        if (IsPaused)
        {
            _working.GoOn();
            _limit?.Tell(CancelTurns.Instance);
            _control = _control with { PausedSince = null };
        }
    }

    private void Record(ControlChanged changed)
    {
        _log.Info("{Who}: {Command} {Value}", changed.Who, changed.Command, changed.Value ?? "");
        var changes = _control.Changes.Length < ShownChanges ? _control.Changes : _control.Changes.RemoveAt(0);
        _control = _control with { Changes = changes.Add(changed) };
        if (_unrecorded.Count < MostUnrecorded)
        {
            _unrecorded.Enqueue(changed);
            if (_desk is not null)
            {
                _checkpoint.Tell(new RecordChange(changed));
            }
        }
    }

    // To a checkpoint that has just begun: the one before may have lost them.
    private void RecordAgain()
    {
        foreach (var changed in _unrecorded)
        {
            _checkpoint.Tell(new RecordChange(changed));
        }
    }

    private void OnChangeRecorded(ChangeRecorded recorded)
    {
        if (_unrecorded.TryPeek(out var first) && first == recorded.Change)
        {
            _unrecorded.Dequeue();
        }
    }

    private static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.######}/s");

    private static string? Value(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

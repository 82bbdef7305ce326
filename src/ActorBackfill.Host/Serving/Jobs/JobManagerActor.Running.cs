using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>What people ask of a job, and how its runs begin and end.</summary>
internal sealed partial class JobManagerActor
{
    private void OnChange(ChangeJob command)
    {
        var asker = Sender;
        if (_book.Find(command.Id) is not { } job)
        {
            asker.Tell(new JobUnknown(command.Id));
        }
        else if (JobChanges.WhyNot(job, command.Change) is { } reason)
        {
            asker.Tell(new JobRefused(job, reason));
        }
        else if (job.IsOver && _book.Open >= MostOpen)
        {
            asker.Tell(new QueueFull(_book.Open));
        }
        else
        {
            Persist(new JobChanged(job.Id, _time.GetUtcNow(), command.Who, command.Change), e => OnChanged(e, asker));
        }
    }

    private void OnChanged(JobChanged changed, IActorRef asker)
    {
        _book.Apply(changed);
        _log.Info("Job {Job}: {Who}: {Command} {Value}", changed.Id, changed.Who, JobChanges.Verb(changed.Change), JobChanges.Value(changed.Change) ?? "");
        var (job, running) = (_book.Get(changed.Id), _active.GetValueOrDefault(changed.Id));
        switch (changed.Change)
        {
            case CancelJob or StopJob when running is null:
                End(job, job.IsCancelling ? JobStatus.Cancelled : JobStatus.Stopped, null, null, () => asker.Tell(_book.Get(job.Id)));
                return;
            case CancelJob:
                running.Stop(now: true);
                break;
            case StopJob stop:
                running.Stop(stop.Now);
                break;
            case PauseJob or UnpauseJob or ScaleJob or LimitJob:
                running?.Change(changed);
                break;
            default:
                // Resumed, or wanted again: it waits for its turn, or for the end of its runs.
                break;
        }

        asker.Tell(job);
        Go();
    }

    private void OnRunEnded(JobRunEnded ended)
    {
        _active.Remove(ended.Id);
        var (job, outcome) = (_book.Get(ended.Id), ended.Outcome);
        switch (outcome.End)
        {
            case JobOutcome.Way.Finished when !job.IsWantedAgain:
                End(job, JobStatus.Completed, outcome.Figures, outcome.Message, Go);
                break;
            case JobOutcome.Way.Finished when !_isStopping && job is { IsCancelling: false, IsStopping: false }:
                _log.Info("Job {Job} goes on", job.Id);
                Begin(job);
                break;
            case JobOutcome.Way.Failed:
                _log.Warning("Job {Job} failed: {Reason}", job.Id, outcome.Message ?? "");
                End(job, JobStatus.Failed, outcome.Figures, outcome.Message, Go);
                break;
            case not JobOutcome.Way.Failed when job.IsCancelling:
                End(job, JobStatus.Cancelled, outcome.Figures, outcome.Message, Go);
                break;
            case not JobOutcome.Way.Failed when job.IsStopping:
                End(job, JobStatus.Stopped, outcome.Figures, outcome.Message, Go);
                break;
            case JobOutcome.Way.Stopped when !_isStopping:
                End(job, JobStatus.Stopped, outcome.Figures, "One of its runs was stopped from outside.", Go);
                break;
            default:
                // It stays running, and goes on when the process is back.
                Go();
                break;
        }
    }

    private void StartNext()
    {
        foreach (var job in _book.Startable(_active.Keys, _limit))
        {
            if (job.IsCancelling || job.IsStopping)
            {
                // Asked for before the process died: there is nothing to stop any more.
                End(job, job.IsCancelling ? JobStatus.Cancelled : JobStatus.Stopped, null, null, Go);
            }
            else if (job.Status == JobStatus.Running)
            {
                _log.Info("Job {Job} goes on", job.Id);
                Run(job);
            }
            else
            {
                Begin(job);
            }
        }

        Count();
    }

    private void Begin(SubmittedJob job)
    {
        Run(job);
        Persist(new JobStarted(job.Id, _time.GetUtcNow()), _book.Apply);
    }

    private void Run(SubmittedJob job)
    {
        var (id, running) = (job.Id, _runner.Start(job));
        _active[id] = running;
        _ = running.Ended.PipeTo(
            Self,
            success: outcome => new JobRunEnded(id, outcome),
            failure: e => new JobRunEnded(id, new JobOutcome(JobOutcome.Way.Failed, null, $"{e.GetType().Name}: {e.Message}")));
    }
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Statistics;
using Akka.Actor;
using Akka.Event;
using Akka.Routing;

namespace ActorBackfill.Engine.Supervising;

/// <summary>What failures lead to: facts for the journal, lost slots, and the end of the run where a rule says so.</summary>
public sealed partial class JobSupervisor
{
    private const string FactsTimer = "facts";

    // Attempts that failed go to the journal together: at so many, or after so long.
    private const int FactsPerWrite = 200;
    private static readonly TimeSpan FactsDelay = TimeSpan.FromSeconds(1);

    private readonly List<FailedAttempt> _failedAttempts = [];

    private void OnRefused(UnitsRefused refused)
    {
        _desk!.Refuse(refused.Units, Now);
        Deal();
    }

    private void OnSlotLost(SlotLost lost)
    {
        if (_desk!.LoseSlot(lost, Now))
        {
            _log.Error("Worker {Worker} has lost a slot: {Reason}", lost.Worker.Path.Name, lost.Hung.Text);
            _statistics.Tell(new WorkCounted(lost.Requests, lost.Duplicates, 0, lost.Warnings));
        }

        LetGo(lost.Worker);

        Deal();
    }

    private void TellNews()
    {
        var news = _desk!.TakeNews();
        foreach (var failure in news.Failures)
        {
            _log.Warning("Unit {Unit} failed: {Category}: {Reason}", failure.Key, failure.Category.Name(), failure.Text);
            _statistics.Tell(failure);
        }

        if (news.Retries > 0)
        {
            _statistics.Tell(new WorkCounted(0, 0, news.Retries, []));
        }

        if (!news.Closing.IsEmpty)
        {
            _checkpoint.Tell(new CloseUnits(news.Closing));
        }

        KeepFacts(news.FailedAttempts);
        foreach (var @event in _desk.Watch.TakeEvents())
        {
            TellBreaker(@event);
        }
    }

    private void TellBreaker(ICheckpointEvent @event)
    {
        if (@event is BreakerOpened opened)
        {
            _log.Warning(
                "The breaker of {Key} is open until {Until:O} after {Failures} failures in a row, the last: {Category}: {Reason}",
                opened.Key, opened.Until, opened.Failures, opened.Category, opened.Cause);
        }
        else if (@event is BreakerClosed closed)
        {
            _log.Info("The breaker of {Key} is closed again", closed.Key);
        }

        WriteFacts([@event]);
    }

    private void KeepFacts(ImmutableArray<FailedAttempt> attempts)
    {
        _failedAttempts.AddRange(attempts);
        if (_failedAttempts.Count >= FactsPerWrite)
        {
            WriteFacts();
        }
        else if (_failedAttempts.Count > 0 && !Timers.IsTimerActive(FactsTimer))
        {
            Timers.StartSingleTimer(FactsTimer, FactsDue.Instance, FactsDelay);
        }
    }

    private void WriteFacts()
    {
        if (_failedAttempts.Count > 0)
        {
            WriteFacts(EventParts.Of(_failedAttempts).Select(part => new AttemptsFailed(_settings.RunId, Now.At, part)));
            _failedAttempts.Clear();
        }
    }

    private void WriteFacts(IEnumerable<ICheckpointEvent> events)
    {
        if (events.ToImmutableArray() is { IsEmpty: false } facts)
        {
            _checkpoint.Tell(new RecordFacts(facts));
        }
    }

    private void HaltWhereRuled(Moment now)
    {
        var watch = _desk!.Watch;
        if (watch.Halt is { } reason)
        {
            Halt(RunEnd.StoppedByPolicy, reason, _settings.Job.Halt.Mode == HaltMode.Now);
        }
        else if (watch.GiveUpAt <= now.Elapsed)
        {
            Halt(watch.HasSuccess ? RunEnd.StoppedByPolicy : RunEnd.SourceUnusable, watch.GiveUpText, cancels: true);
        }
    }

    // The first reason counts; a person's stop is one.
    private void Halt(RunEnd end, string reason, bool cancels)
    {
        if (_end != RunEnd.Finished)
        {
            return;
        }

        _log.Error("The run stops by a rule: {Reason}", reason);
        (_end, _message) = (end, reason);
        _ports.InFlight.End();
        EndPause();
        _desk!.Stop();
        if (cancels)
        {
            _workers.Tell(new Broadcast(CancelWork.Instance));
            Timers.StartSingleTimer(CancelTimer, CancelTimeOver.Instance, CancelTime);
        }
        else
        {
            Timers.StartSingleTimer(GraceTimer, CancelRun.Instance, _settings.Grace);
        }
    }

    private sealed record FactsDue
    {
        public static FactsDue Instance { get; } = new();
    }
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Statistics;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>Which of the next attempts are dealt: not those that a breaker refuses, that killed the process, or that run alone.</summary>
internal sealed partial class Desk
{
    // Units that end without being tried, in one go; the next go comes when the journal has them.
    private const int MostRefused = 1_000;

    private ImmutableArray<UnitAttempt> Next(int most, Moment now)
    {
        while (true)
        {
            var attempts = _dealer.Next(most);
            if (attempts.IsEmpty)
            {
                return NextAlone();
            }

            if (!_aside.HasCrashed && _settings.Job.Breaker.Entity is null)
            {
                return Dealt(attempts);
            }

            var passed = attempts.RemoveAll(a => !Passes(a, now));
            if (!passed.IsEmpty)
            {
                return Dealt(passed);
            }

            if (_news.Count >= MostRefused || _aside.Count >= RetryQueue.Limit || IsBeyondCredits)
            {
                return [];
            }
        }
    }

    private ImmutableArray<UnitAttempt> Dealt(ImmutableArray<UnitAttempt> attempts)
    {
        var first = 0;
        for (var i = 0; i < attempts.Length; i++)
        {
            first += attempts[i].Attempt == 1 ? 1 : 0;
            if (_waiting.Count > 0)
            {
                _waiting.Remove(_plan.OrdinalAt(attempts[i].Index));
            }
        }

        _rules.NoteFirstAttempts(first);

        return attempts;
    }

    // After everything else of the wave: if it kills the process again, the others are done.
    private ImmutableArray<UnitAttempt> NextAlone() =>
        _pending.Count == 0 && _retries.Count == 0 && (_dealer.IsExhausted || _dealer.IsAtBarrier) && _aside.NextAlone(_plan.OrdinalAt) is { } alone
            ? Dealt([alone])
            : [];

    private bool Passes(UnitAttempt attempt, Moment now)
    {
        var ordinal = _plan.OrdinalAt(attempt.Index);
        if (_aside.KillerAt(ordinal) is { } killer)
        {
            CloseUntried(attempt, ordinal, UnitOutcome.Quarantined, FailureCategory.CrashedProcess,
                $"The process died {killer.Deaths} times while it worked on this unit, the last time on nothing else.");
            return false;
        }

        switch (Watch.AskEntity(ordinal, now))
        {
            case BreakerAnswer.Refuse:
                var open = Watch.CauseOf(_plan.UnitAt(attempt.Index));
                CloseUntried(attempt, ordinal, UnitOutcome.Failed, FailureCategory.BreakerOpen,
                    $"Circuit breaker active until {open.Until:yyyy-MM-dd HH:mm:ss}Z: {open.Key} has failed {open.Failures} times in a row; the last failure: {open.Category}: {open.Cause}");
                return false;
            case BreakerAnswer.AwaitProbe:
                _aside.AwaitProbe(attempt);
                _waiting[ordinal] = attempt;
                return false;
        }

        if (!_aside.TakesAlone(attempt, ordinal))
        {
            return true;
        }

        _waiting[ordinal] = attempt;
        return false;
    }

    private void CloseUntried(UnitAttempt attempt, long ordinal, UnitOutcome outcome, FailureCategory category, string text)
    {
        _waiting.Remove(ordinal);
        _pending.Add(attempt, ordinal);
        _news.Add(new UnitFailedForGood(_plan.UnitAt(attempt.Index).Key, category, text));
        _news.Add(_closing[ordinal] = new ClosedUnit(ordinal, outcome, attempt.Attempt, category.Name(), ClosedUnit.Shorten(text), 0)
        {
            FailedRuns = ClosedUnitOf(ordinal)?.FailedRuns ?? 0,
        });
    }
}

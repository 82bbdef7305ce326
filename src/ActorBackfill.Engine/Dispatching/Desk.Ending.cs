using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Statistics;
using Akka.Actor;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>How attempts end: made again, for good, or open because the run is being stopped.</summary>
internal sealed partial class Desk
{
    private const string LostText = "The worker was lost while it held the unit: it crashed.";

    private readonly List<string> _lostUnits = [];

    /// <summary>Takes back the lease of a worker that was restarted; false when it held none.</summary>
    /// <param name="worker">Who asks for work.</param>
    /// <param name="now">The time.</param>
    public bool TakeBack(IActorRef worker, Moment now)
    {
        if (_pending.LeaseOf(worker) is not { } lease || _pending.End(lease, 0) is not { } ended)
        {
            return false;
        }

        foreach (var unit in Held(ended, lease))
        {
            End(new AttemptWithoutRows(unit.Attempt, UnitOutcome.Failed, FailureCategory.WorkerCrashed, LostText, true, null, 0), now);
        }

        return true;
    }

    /// <summary>Notes the end of a lease; false when it is stale.</summary>
    /// <param name="ended">What the worker said.</param>
    /// <param name="now">The time.</param>
    public bool EndLease(LeaseEnded ended, Moment now)
    {
        if (_pending.End(ended.Lease, ended.HandedOverBytes) is not { } lease)
        {
            return false;
        }

        _leaseSize.Learn(lease.Ordinals.Count, ended.Elapsed);
        EndUnits(lease, ended.Lease, ended.WithoutRows, lease.Ordinals.Count, now);
        return true;
    }

    /// <summary>Notes a slot that was lost to an attempt that did not end; false when its lease is stale.</summary>
    /// <param name="lost">What the worker said.</param>
    /// <param name="now">The time.</param>
    public bool LoseSlot(SlotLost lost, Moment now)
    {
        if (_pending.End(lost.Lease, lost.HandedOverBytes) is not { } lease)
        {
            return false;
        }

        EndUnits(lease, lost.Lease, lost.WithoutRows, lost.Ended, now);
        if (_lostUnits.Count <= _settings.Job.Halt.LostSlots)
        {
            _lostUnits.Add(_plan.UnitAt(lost.Hung.Unit.Index).Key);
        }

        Watch.LostSlot(_lostUnits);
        foreach (var unit in Held(lease, lost.Lease))
        {
            var ordinal = _plan.OrdinalAt(unit.Attempt.Index);
            _aside.Ended(ordinal);
            if (unit.Attempt == lost.Hung.Unit)
            {
                // Not made again in this run: every attempt would cost another slot.
                Watch.Cancelled(ordinal);
                FailForGood(lost.Hung, ordinal, now);
            }
            else
            {
                PutBackUntried(unit.Attempt, ordinal);
            }
        }

        return true;
    }

    /// <summary>Notes units that the sink refused.</summary>
    /// <param name="refused">The units and why.</param>
    /// <param name="now">The time.</param>
    public void Refuse(IEnumerable<RefusedUnit> refused, Moment now)
    {
        foreach (var unit in refused.Where(IsCurrent))
        {
            End(
                new AttemptWithoutRows(
                    AttemptOf(unit.Result), unit.Error.Skips ? UnitOutcome.Skipped : UnitOutcome.Failed, unit.Error.Category, unit.Error.Message, unit.Error.CanRetry, unit.Error.RetryAfter, unit.Result.Milliseconds),
                now);
        }
    }

    // The units of a lease in their order, the first so many: those that are not among the others were handed to the writer.
    private void EndUnits(PendingUnits.Lease lease, long number, IReadOnlyList<AttemptWithoutRows> withoutRows, int count, Moment now)
    {
        if (withoutRows.Count == 0 && Watch.IsQuiet && _aside.RunsAlone is null)
        {
            Watch.Succeeded(count);
            return;
        }

        var without = 0;
        for (var i = 0; i < count; i++)
        {
            var ordinal = lease.Ordinals[i];
            var attempt = without < withoutRows.Count && _plan.OrdinalAt(withoutRows[without].Unit.Index) == ordinal ? withoutRows[without++] : null;
            if (attempt is null || attempt.Outcome == UnitOutcome.Skipped)
            {
                _aside.Ended(ordinal);
                Watch.Succeeded(ordinal, now);
                PutBackBehindProbe();
            }

            if (attempt is not null && _pending.Find(ordinal)?.Lease == number)
            {
                End(attempt, now);
            }
        }
    }

    // Never begun, or finished and not handed over: it costs no attempt. If the writer has it all the same, that one counts.
    private void PutBackUntried(UnitAttempt attempt, long ordinal)
    {
        _pending.Remove(ordinal);
        if (!_isStopping)
        {
            _waiting[ordinal] = attempt;
            _dealer.PutBack(attempt);
        }
    }

    private void End(AttemptWithoutRows attempt, Moment now)
    {
        var ordinal = _plan.OrdinalAt(attempt.Unit.Index);
        _aside.Ended(ordinal);
        if (attempt.Outcome != UnitOutcome.Failed)
        {
            if (_settings.Job.Existing is not null)
            {
                // --limit counts what is left after skipping.
                _dealer.GiveBack();
            }

            Close(attempt, ordinal, 0);
            return;
        }

        if (attempt.Category == FailureCategory.Cancelled)
        {
            _pending.Remove(ordinal);
            Watch.Cancelled(ordinal);
            return;
        }

        Watch.Failed(attempt, ordinal, now);
        var staysOpen = attempt.Category.EndsRun() && !attempt.CanRetry && _settings.Job.Halt.Mode != HaltMode.Never;
        var next = staysOpen ? null : _rules.Next(attempt, ordinal);
        if (staysOpen || next is not null)
        {
            _pending.Remove(ordinal);
            _news.Add(new FailedAttempt(
                ordinal, attempt.Unit.Attempt, attempt.Category.Name(), FailedAttempt.Shorten(attempt.Text), attempt.Milliseconds, now.At));
            Retry(attempt, next, ordinal, now);
            return;
        }

        FailForGood(attempt, ordinal, now);
    }

    private void Retry(AttemptWithoutRows attempt, UnitAttempt? next, long ordinal, Moment now)
    {
        if (_isStopping || next is not { } again)
        {
            return;
        }

        _retries.Add(again, now.Elapsed + _rules.Delay(attempt, now));
        _waiting[ordinal] = again;
        _news.AddRetry();
    }

    private void FailForGood(AttemptWithoutRows attempt, long ordinal, Moment now)
    {
        var unit = _plan.UnitAt(attempt.Unit.Index);
        var before = ClosedUnitOf(ordinal);
        var failedRuns = QuarantineRules.FailedRuns(before, attempt.Category, Watch.SourceAnswers);
        var isItsOwn = failedRuns > (before?.FailedRuns ?? 0);
        _news.Add(new UnitFailedForGood(unit.Key, attempt.Category, ClosedUnit.Shorten(attempt.Text)));
        Close(isItsOwn && _quarantine.IsPoison(failedRuns) ? attempt with { Outcome = UnitOutcome.Quarantined } : attempt, ordinal, failedRuns);
        Watch.FailedForGood(unit, attempt.Category, attempt.Text, isItsOwn, now);
        PutBackBehindProbe();
    }

    private void Close(AttemptWithoutRows attempt, long ordinal, int failedRuns) => _news.Add(_closing[ordinal] = new ClosedUnit(
        ordinal, attempt.Outcome, attempt.Unit.Attempt, attempt.Outcome == UnitOutcome.Skipped ? null : attempt.Category.Name(),
        ClosedUnit.Shorten(attempt.Text), attempt.Milliseconds)
    {
        FailedRuns = failedRuns,
    });

    // A probe may have ended: whoever waited asks again.
    private void PutBackBehindProbe()
    {
        foreach (var attempt in _aside.TakeBehindProbe())
        {
            _dealer.PutBack(attempt);
        }
    }

    private PendingUnits.PendingUnit[] Held(PendingUnits.Lease lease, long number) => lease.Ordinals
        .Select(o => _pending.Find(o))
        .Where(u => u?.Lease == number && !_closing.ContainsKey(_plan.OrdinalAt(u.Value.Attempt.Index)))
        .Select(u => u!.Value)
        .ToArray();

    private static UnitAttempt AttemptOf(UnitResult result) => new(result.Unit.Index, result.Attempt, result.Replaces);

    // What is said of an older attempt changes nothing.
    private bool IsCurrent(RefusedUnit refused) =>
        _pending.Find(refused.Result.Unit.Ordinal)?.Attempt == AttemptOf(refused.Result) && !_closing.ContainsKey(refused.Result.Unit.Ordinal);
}

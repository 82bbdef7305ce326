using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Statistics;
using ActorBackfill.Engine.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>What has to be told after attempts ended without rows.</summary>
/// <param name="Closing">Units that ended; the journal has to hold it.</param>
/// <param name="Failures">Those of them that failed, for the counts.</param>
/// <param name="Retries">Attempts that will be made again.</param>
internal sealed record AttemptsEnded(ImmutableArray<ClosedUnit> Closing, ImmutableArray<UnitFailedForGood> Failures, int Retries);

/// <summary>
/// The supervisor's book: which unit is dealt to whom, waits for another attempt, is with the writer or waits for the journal. Decides;
/// tells nobody.
/// </summary>
internal sealed partial class Desk
{
    // A server that only ever says "slow down" does not use up a unit's attempts, within reason.
    private const int FreeRateLimitedAttempts = 20;

    private const string LostText = "The worker was lost while it held the unit: it crashed, or the attempt did not end when its time was over.";

    private readonly Plan _plan;
    private readonly CheckpointState _start;
    private readonly RunSettings _settings;
    private readonly Func<double> _random;
    private readonly Dealer _dealer;
    private readonly PendingUnits _pending = new();
    private readonly RetryQueue _retries = new();
    private readonly LeaseSize _leaseSize = new();
    private readonly Dictionary<long, ClosedUnit> _closing = [];
    private readonly Dictionary<long, int> _rateLimited = [];

    // Units that wait for another attempt, in the retry queue or with the dealer.
    private readonly Dictionary<long, UnitAttempt> _waiting = [];
    private bool _isStopping;

    /// <summary>Opens the book at the start of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">What the journal said; only read.</param>
    /// <param name="settings">The run.</param>
    /// <param name="random">Uniform in [0, 1), for jitter.</param>
    public Desk(Plan plan, CheckpointState state, RunSettings settings, Func<double> random)
    {
        (_plan, _start, _settings, _random) = (plan, state, settings, random);
        Workers = settings.Job.Workers;
        _dealer = new Dealer(plan, state, settings.RunsAgain, settings.Limit, settings.Replans);
    }

    /// <summary>Gets or sets how many workers share the units.</summary>
    public int Workers { get; set; }

    /// <summary>Gets whether every unit has its end in the journal, or stays open because the run is being stopped.</summary>
    public bool IsDone => _pending.Count == 0 && !_pending.HasLeases && _retries.Count == 0 && (_isStopping || _dealer.IsExhausted);

    /// <summary>Gets when the next waiting attempt is due, or null.</summary>
    public DateTimeOffset? NextRetry => _retries.NextDue;

    /// <summary>Gets the units whose end the journal has not acknowledged; told again to a new checkpoint actor.</summary>
    public ImmutableArray<ClosedUnit> Closing => [.. _closing.Values];

    /// <summary>Gets what the host may want to see.</summary>
    /// <param name="waitingFor">What the supervisor knows it waits for, or null.</param>
    public Gauges Gauges(string? waitingFor) => new(
        _pending.InFlight, _pending.Uncommitted, Workers, _dealer.Wave, _plan.WaveCount,
        waitingFor ?? Stalled);

    /// <summary>Deals units to a worker; null when there is nothing for it now.</summary>
    /// <param name="worker">Who is free.</param>
    public AssignUnits? Assign(IActorRef worker)
    {
        // What a crash repeats is at most workers and credits, however long leases are.
        var room = Workers + _settings.CreditUnits - _pending.Count;
        if (_isStopping || IsBeyondCredits || room <= 0)
        {
            return null;
        }

        OpenNextWave();
        if (_retries.Count >= RetryQueue.Limit && !_dealer.HasDue)
        {
            return null;
        }

        var most = _retries.Count >= RetryQueue.Limit ? 1 : Math.Min(room, _leaseSize.Next(Workers, _plan.WaveSize));
        var attempts = _dealer.Next(most);
        for (var i = 0; i < attempts.Length && _waiting.Count > 0; i++)
        {
            _waiting.Remove(_plan.OrdinalAt(attempts[i].Index));
        }

        return attempts.IsEmpty ? null : new AssignUnits(_pending.Assign(worker, attempts, _plan.OrdinalAt), attempts);
    }

    /// <summary>Puts attempts back whose time has come.</summary>
    /// <param name="now">The time.</param>
    public void PutBackDue(DateTimeOffset now)
    {
        foreach (var attempt in _retries.TakeDue(now))
        {
            _dealer.PutBack(attempt);
        }
    }

    /// <summary>Takes back the lease of a worker that was restarted; null when it held none.</summary>
    /// <param name="worker">Who asks for work.</param>
    /// <param name="now">The time.</param>
    public AttemptsEnded? TakeBack(IActorRef worker, DateTimeOffset now)
    {
        if (_pending.LeaseOf(worker) is not { } lease || _pending.End(lease, 0) is not { } ended)
        {
            return null;
        }

        var lost = ended.Ordinals
            .Select(o => _pending.Find(o))
            .Where(u => u?.Lease == lease && !_closing.ContainsKey(_plan.OrdinalAt(u.Value.Attempt.Index)))
            .Select(u => new AttemptWithoutRows(u!.Value.Attempt, UnitOutcome.Failed, FailureCategory.WorkerCrashed, LostText, true, null, 0));
        return End([.. lost], now);
    }

    /// <summary>Notes the end of a lease; null when it is stale.</summary>
    /// <param name="ended">What the worker said.</param>
    /// <param name="now">The time.</param>
    public AttemptsEnded? EndLease(LeaseEnded ended, DateTimeOffset now)
    {
        if (_pending.End(ended.Lease, ended.HandedOverBytes) is not { } lease)
        {
            return null;
        }

        _leaseSize.Learn(lease.Ordinals.Count, ended.Elapsed);
        return End([.. ended.WithoutRows.Where(a => _pending.Find(_plan.OrdinalAt(a.Unit.Index))?.Lease == ended.Lease)], now);
    }

    /// <summary>Notes units that the sink refused.</summary>
    /// <param name="refused">The units and why.</param>
    /// <param name="now">The time.</param>
    public AttemptsEnded Refuse(ImmutableArray<RefusedUnit> refused, DateTimeOffset now) => End(
        [.. refused.Where(IsCurrent).Select(r => new AttemptWithoutRows(
            AttemptOf(r.Result), UnitOutcome.Failed, r.Error.Category, r.Error.Message, r.Error.CanRetry, r.Error.RetryAfter, r.Result.Milliseconds))],
        now);

    /// <summary>Notes units whose rows are in sink and journal.</summary>
    /// <param name="units">Ordinal, outcome and rows.</param>
    public OutcomesChanged Acknowledge(IEnumerable<(long Ordinal, UnitOutcome Outcome, int Rows)> units)
    {
        var changes = new Dictionary<(UnitOutcome?, UnitOutcome), int>();
        var rows = 0L;
        foreach (var (ordinal, outcome, unitRows) in units)
        {
            _closing.Remove(ordinal);
            _rateLimited.Remove(ordinal);
            if (_pending.Remove(ordinal) is not null || NeedsNoOtherAttempt(ordinal))
            {
                // As in the journal: a settled unit that fails when it runs again stays settled.
                var before = _start.OutcomeOf(ordinal);
                var key = (before, before?.IsInLedger() == true && !outcome.IsInLedger() ? before.Value : outcome);
                changes[key] = changes.GetValueOrDefault(key) + 1;
                rows += unitRows;
            }
        }

        return new OutcomesChanged([.. changes.Select(c => (c.Key.Item1, c.Key.Item2, c.Value))], rows);
    }

    /// <summary>Compares with what a new checkpoint actor read: what it has, is acknowledged.</summary>
    /// <param name="state">What the journal says now.</param>
    public OutcomesChanged Acknowledge(CheckpointState state) => Acknowledge(
        [.. _pending.Ordinals.Select(o => (o, state.OutcomeOf(o)))
            .Where(o => o.Item2 is { } outcome && outcome.IsInLedger() && _start.OutcomeOf(o.o) != outcome)
            .Select(o => (o.o, o.Item2!.Value, 0))]);

    /// <summary>Deals no more; waiting attempts stay open and run on resume.</summary>
    public void Stop()
    {
        _isStopping = true;
        _retries.Clear();
    }

    private bool IsBeyondCredits => _pending.Uncommitted >= _settings.CreditUnits || _pending.UncommittedBytes >= _settings.CreditBytes;

    private void OpenNextWave()
    {
        if (_pending.Count == 0 && _retries.Count == 0 && _dealer.IsAtBarrier)
        {
            _dealer.OpenNextWave();
        }
    }

    private AttemptsEnded End(ImmutableArray<AttemptWithoutRows> attempts, DateTimeOffset now)
    {
        var closing = ImmutableArray.CreateBuilder<ClosedUnit>();
        var failures = ImmutableArray.CreateBuilder<UnitFailedForGood>();
        var retries = 0;
        foreach (var attempt in attempts)
        {
            var ordinal = _plan.OrdinalAt(attempt.Unit.Index);
            if (attempt.Category == FailureCategory.Cancelled && attempt.Outcome == UnitOutcome.Failed)
            {
                _pending.Remove(ordinal);
            }
            else if (attempt.Outcome == UnitOutcome.Failed && NextAttempt(attempt, ordinal) is { } next)
            {
                _pending.Remove(ordinal);
                retries += Retry(attempt, next, ordinal, now);
            }
            else
            {
                closing.Add(Close(attempt, ordinal, failures));
            }
        }

        return new AttemptsEnded(closing.ToImmutable(), failures.ToImmutable(), retries);
    }

    private int Retry(AttemptWithoutRows attempt, UnitAttempt next, long ordinal, DateTimeOffset now)
    {
        if (_isStopping)
        {
            return 0;
        }

        var backoff = _settings.Job.Retry.DelayAfter(attempt.Unit.Attempt, _random());
        var delay = attempt.RetryAfter is { } asked && asked > backoff ? asked : backoff;
        _retries.Add(next, now + delay);
        _waiting[ordinal] = next;
        return 1;
    }

    private UnitAttempt? NextAttempt(AttemptWithoutRows attempt, long ordinal)
    {
        if (!attempt.CanRetry)
        {
            return null;
        }

        if (attempt.Category == FailureCategory.RateLimited
            && (_rateLimited[ordinal] = _rateLimited.GetValueOrDefault(ordinal) + 1) <= FreeRateLimitedAttempts)
        {
            return attempt.Unit;
        }

        return attempt.Unit.Attempt < _settings.Job.Retry.MaxAttempts ? attempt.Unit with { Attempt = attempt.Unit.Attempt + 1 } : null;
    }

    private ClosedUnit Close(AttemptWithoutRows attempt, long ordinal, ImmutableArray<UnitFailedForGood>.Builder failures)
    {
        var isFailure = attempt.Outcome == UnitOutcome.Failed;
        var text = ClosedUnit.Shorten(attempt.Text);
        if (isFailure)
        {
            failures.Add(new UnitFailedForGood(_plan.UnitAt(attempt.Unit.Index).Key, attempt.Category, text));
        }

        return _closing[ordinal] = new ClosedUnit(
            ordinal, attempt.Outcome, attempt.Unit.Attempt, isFailure ? attempt.Category.Name() : null, text, attempt.Milliseconds);
    }

    private static UnitAttempt AttemptOf(UnitResult result) => new(result.Unit.Index, result.Attempt, result.Replaces);

    // What is said of an older attempt changes nothing.
    private bool IsCurrent(RefusedUnit refused) =>
        _pending.Find(refused.Result.Unit.Ordinal)?.Attempt == AttemptOf(refused.Result) && !_closing.ContainsKey(refused.Result.Unit.Ordinal);

    // A lost worker had handed the unit over all the same.
    private bool NeedsNoOtherAttempt(long ordinal)
    {
        if (!_waiting.Remove(ordinal, out var attempt))
        {
            return false;
        }

        if (!_retries.Remove(attempt))
        {
            _dealer.Forget(attempt.Index);
        }

        return true;
    }
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Statistics;
using ActorBackfill.Engine.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>
/// The supervisor's book: which unit is dealt to whom, waits for another attempt, is with the writer or waits for the journal. Decides;
/// tells nobody.
/// </summary>
internal sealed partial class Desk
{
    private readonly Plan _plan;
    private readonly CheckpointState _start;
    private readonly RunSettings _settings;
    private readonly Dealer _dealer;
    private readonly PendingUnits _pending = new();
    private readonly RetryQueue _retries = new();
    private readonly LeaseSize _leaseSize = new();
    private readonly AttemptRules _rules;
    private readonly QuarantineRules _quarantine;
    private readonly SetAside _aside;
    private readonly DeskNews _news = new();
    private readonly Dictionary<long, ClosedUnit> _closing = [];

    // Units that wait for another attempt: in the retry queue, with the dealer, or set aside.
    private readonly Dictionary<long, UnitAttempt> _waiting = [];
    private readonly Func<int> _unitsAtOnce;
    private bool _isStopping;

    /// <summary>Opens the book at the start of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">What the journal said; only read.</param>
    /// <param name="settings">The run.</param>
    /// <param name="random">Uniform in [0, 1), for jitter.</param>
    /// <param name="now">The time.</param>
    /// <param name="unitsAtOnce">How many units one request can ask for now; null means one.</param>
    public Desk(Plan plan, CheckpointState state, RunSettings settings, Func<double> random, Moment now, Func<int>? unitsAtOnce = null)
    {
        _unitsAtOnce = unitsAtOnce ?? (static () => 1);
        (_plan, _start, _settings) = (plan, state, settings);
        Workers = settings.Job.Workers;
        _dealer = new Dealer(plan, state, settings.RunsAgain, settings.Limit, settings.Replans);
        _rules = new AttemptRules(settings.Job.Retry, random);
        _quarantine = new QuarantineRules(settings.Job.Quarantine);
        _aside = new SetAside(_quarantine, state);
        Watch = new FailureWatch(settings.Job, plan, state, settings.RunId, now);
    }

    /// <summary>Gets or sets how many workers share the units.</summary>
    public int Workers { get; set; }

    /// <summary>Gets what failures mean for the others.</summary>
    public FailureWatch Watch { get; }

    /// <summary>Gets whether every unit has its end in the journal, or stays open because the run is being stopped.</summary>
    public bool IsDone => _pending.Count == 0 && !_pending.HasLeases && _retries.Count == 0 && (_isStopping || (_dealer.IsExhausted && _aside.Count == 0));


    /// <summary>Gets the units whose end the journal has not acknowledged; told again to a new checkpoint actor.</summary>
    public ImmutableArray<ClosedUnit> Closing => [.. _closing.Values];

    /// <summary>Gets what the host may want to see.</summary>
    /// <param name="waitingFor">What the supervisor knows it waits for, or null.</param>
    public Gauges Gauges(string? waitingFor) => new(
        _pending.InFlight, _pending.Uncommitted, Workers, _dealer.Wave, _plan.WaveCount,
        waitingFor ?? Watch.WaitingFor ?? Stalled)
    {
        LostSlots = Watch.LostSlots,
    };

    /// <summary>Deals units to a worker; null when there is nothing for it now. What ended without being dealt is among the news.</summary>
    /// <param name="worker">Who is free.</param>
    /// <param name="now">The time.</param>
    public AssignUnits? Assign(IActorRef worker, Moment now)
    {
        // What a crash repeats is at most workers and credits, however long leases are.
        var room = Workers + _settings.CreditUnits - _pending.Count;
        if (_isStopping || IsBeyondCredits || room <= 0 || _aside.RunsAlone is not null)
        {
            return null;
        }

        OpenNextWave();
        if (_retries.Count >= RetryQueue.Limit && !_dealer.HasDue)
        {
            return null;
        }

        var source = Watch.AskSource(now);
        if (source is BreakerAnswer.Refuse or BreakerAnswer.AwaitProbe)
        {
            return null;
        }

        var isProbe = source == BreakerAnswer.Probe;
        var most = isProbe || _retries.Count >= RetryQueue.Limit ? 1 : Math.Min(room, UnitsOfLease());
        var attempts = Next(most, now);
        if (isProbe)
        {
            Watch.ProbeSource(attempts.IsEmpty ? null : _plan.OrdinalAt(attempts[0].Index));
        }

        return attempts.IsEmpty ? null : new AssignUnits(_pending.Assign(worker, attempts, _plan.OrdinalAt), attempts);
    }

    /// <summary>Puts attempts back whose time has come.</summary>
    /// <param name="now">The time.</param>
    public void PutBackDue(Moment now)
    {
        foreach (var attempt in _retries.TakeDue(now.Elapsed))
        {
            _dealer.PutBack(attempt);
        }
    }

    /// <summary>Gets when something is due, since the run began: an attempt, a breaker's probe, giving up; null when nothing is.</summary>
    /// <param name="now">The time; what is due already waits for a worker, not for time.</param>
    public TimeSpan? NextDue(Moment now)
    {
        if (_isStopping)
        {
            return null;
        }

        var due = _retries.NextDue;
        foreach (var other in (ReadOnlySpan<TimeSpan?>)[Watch.SourceUntil, Watch.GiveUpAt])
        {
            due = other > now.Elapsed && (due is null || other < due) ? other : due;
        }

        return due;
    }

    /// <summary>Gets what has to be told since it was asked for last.</summary>
    public AttemptsEnded TakeNews() => _news.Take();

    /// <summary>Notes units whose rows are in sink and journal.</summary>
    /// <param name="units">Ordinal, outcome and rows.</param>
    public OutcomesChanged Acknowledge(IEnumerable<(long Ordinal, UnitOutcome Outcome, int Rows)> units)
    {
        var changes = new Dictionary<(UnitOutcome?, UnitOutcome), int>();
        var rows = 0L;
        foreach (var (ordinal, outcome, unitRows) in units)
        {
            _closing.Remove(ordinal, out var closed);
            _rules.Forget(ordinal);
            // A lost worker may have handed a unit over that is parked now.
            var isParked = outcome.IsInLedger() && _parkedHere.Contains(ordinal);
            if (_pending.Remove(ordinal) is not null || NeedsNoOtherAttempt(ordinal) || isParked)
            {
                _ended += isParked ? 0 : 1;
                // As in the journal: a settled unit that fails when it runs again stays settled.
                var before = OutcomeOf(ordinal);
                _ = isParked && _parkedHere.Remove(ordinal);
                NoteClosed(ordinal, before, closed);
                var key = (before, before?.IsInLedger() == true && !outcome.IsInLedger() ? before.Value : outcome);
                changes[key] = changes.GetValueOrDefault(key) + 1;
                rows += unitRows;
            }
        }

        if (changes.Keys.Any(c => c.Item2.IsInLedger()))
        {
            Watch.Committed();
        }

        return new OutcomesChanged([.. changes.Select(c => (c.Key.Item1, c.Key.Item2, c.Value))], rows);
    }

    /// <summary>Compares with what a new checkpoint actor read: what it has, is acknowledged.</summary>
    /// <param name="state">What the journal says now.</param>
    public OutcomesChanged Acknowledge(CheckpointState state) => Acknowledge(
        [.. _pending.Ordinals.Select(o => (o, state.OutcomeOf(o)))
            .Where(o => o.Item2 is { } outcome && outcome.IsInLedger() && OutcomeOf(o.o) != outcome)
            .Select(o => (o.o, o.Item2!.Value, 0))]);

    /// <summary>Deals no more; waiting attempts stay open and run on resume.</summary>
    public void Stop()
    {
        _isStopping = true;
        _retries.Clear();
        _aside.Clear();
    }

    // A lease of many units that fail at once would be over before any rule could say so.
    private bool DealsSingly => !Watch.IsQuiet || _settings.Job.Halt.MaxFailures is not null;

    // What one request asks for belongs together, whatever has failed: dealt singly it would be as many requests.
    private int UnitsOfLease() => _unitsAtOnce() is > 1 and var together ? together
        : DealsSingly ? 1
        : _leaseSize.Next(_settings.Job.Workers, _plan.WaveSize);

    private bool IsBeyondCredits => _pending.Uncommitted >= _settings.CreditUnits || _pending.UncommittedBytes >= _settings.CreditBytes;

    private void OpenNextWave()
    {
        if (_pending.Count == 0 && _retries.Count == 0 && _aside.Count == 0 && _dealer.IsAtBarrier)
        {
            _dealer.OpenNextWave();
        }
    }

    // A lost worker had handed the unit over all the same.
    private bool NeedsNoOtherAttempt(long ordinal)
    {
        if (!_waiting.Remove(ordinal, out var attempt))
        {
            return false;
        }

        if (!_retries.Remove(attempt) && !_aside.Remove(attempt))
        {
            _dealer.Forget(attempt.Index);
        }

        return true;
    }
}

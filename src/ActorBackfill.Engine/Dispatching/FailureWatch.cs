using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>
/// What failures mean for the others: breakers of the source and of entities, rules that stop the run, and how long the source has failed
/// everything. Owned by the desk; what it finds is taken by <see cref="TakeEvents"/> and <see cref="Halt"/>.
/// </summary>
internal sealed class FailureWatch
{
    private readonly JobDefinition _job;
    private readonly Plan _plan;
    private readonly BreakerBook _breakers;
    private readonly HaltRules _halt;
    private readonly Dictionary<long, string> _entityProbes = [];
    private readonly List<ICheckpointEvent> _events = [];
    private long? _sourceProbe;
    private TimeSpan? _failingSince;
    private string _lastCause = "";

    public FailureWatch(JobDefinition job, Plan plan, CheckpointState start, string runId, Moment now)
    {
        (_job, _plan) = (job, plan);
        _breakers = new BreakerBook(job.Breaker, runId);
        _halt = new HaltRules(job.Halt);
        _breakers.Restore(start.Breakers, now);
    }

    /// <summary>Gets why the run is to stop, or null.</summary>
    public string? Halt { get; private set; }

    /// <summary>Gets whether another unit has got an answer from the source in this run.</summary>
    public bool SourceAnswers { get; private set; }

    /// <summary>Gets whether a unit has succeeded in this run.</summary>
    public bool HasSuccess { get; private set; }

    /// <summary>Gets the slots that were lost.</summary>
    public int LostSlots => _halt.LostSlots;

    /// <summary>Gets whether the source's breaker is open.</summary>
    public bool IsSourceOpen => _breakers.SourceUntil is not null;

    /// <summary>Gets when the source's breaker lets a probe through; null when it is closed, or the probe is on its way.</summary>
    public TimeSpan? SourceUntil => _sourceProbe is null ? _breakers.SourceUntil : null;

    /// <summary>Gets when the run gives the source up; null while it answers.</summary>
    public TimeSpan? GiveUpAt => _failingSince is { } since && (!HasSuccess || _breakers.SourceUntil is not null) ? since + _job.Halt.GiveUp : null;

    /// <summary>Gets what the run waits for while the source's breaker is open, or null.</summary>
    public string? WaitingFor => _breakers.CauseOf(BreakerBook.Source) is { } open
        ? string.Create(CultureInfo.InvariantCulture, $"the source: {open.Failures} failures in a row, the next try at {open.Until:HH:mm:ss}Z; the last: {open.Cause}")
        : null;

    /// <summary>Gets why the source is given up.</summary>
    public string GiveUpText => $"The source has answered nothing for {_job.Halt.GiveUp.TotalMinutes:0.#} minutes; the last failure: {_lastCause}";

    /// <summary>Gets the breakers that are open; told again to a new checkpoint actor.</summary>
    public IEnumerable<ICheckpointEvent> Open => _breakers.Open;

    /// <summary>Gets whether nothing has failed that would matter to others: how a unit went need not be looked at by itself.</summary>
    public bool IsQuiet => _breakers.IsQuiet && _failingSince is null;

    private bool HasEntities => _job.Breaker.Entity is not null && !_breakers.IsQuiet;

    /// <summary>Asks whether units may be dealt now, as far as the source goes.</summary>
    public BreakerAnswer AskSource(Moment now) => _breakers.IsQuiet ? BreakerAnswer.Pass : _breakers.Admit(BreakerBook.Source, now);

    /// <summary>Notes which unit is the source's probe; null when there was none to deal.</summary>
    public void ProbeSource(long? ordinal)
    {
        _sourceProbe = ordinal;
        if (ordinal is null)
        {
            _breakers.ForgetProbe(BreakerBook.Source);
        }
    }

    /// <summary>Asks whether a unit may be dealt, as far as its entity goes. A probe is noted.</summary>
    public BreakerAnswer AskEntity(long ordinal, Moment now)
    {
        if (!HasEntities || _entityProbes.ContainsKey(ordinal) || KeyOf(UnitOf(ordinal)) is not { } key)
        {
            return BreakerAnswer.Pass;
        }

        var answer = _breakers.Admit(key, now);
        if (answer == BreakerAnswer.Probe)
        {
            _entityProbes[ordinal] = key;
        }

        return answer;
    }

    /// <summary>Gets the entity's breaker that is open, of a unit that was refused.</summary>
    public BreakerOpened CauseOf(PlanUnit unit) => _breakers.CauseOf(KeyOf(unit)!)!;

    private PlanUnit UnitOf(long ordinal) => _plan.UnitAt(_plan.IndexOfOrdinal(ordinal));

    // As in unit keys; null when the job has no breakers of entities.
    private string? KeyOf(PlanUnit unit) => _job.Breaker.Entity is { } entity && unit.Value(entity.Dimension) is { } value
        ? $"{Uri.EscapeDataString(entity.Dimension)}={Uri.EscapeDataString(value)}"
        : null;

    /// <summary>Notes attempts that went well while everything <see cref="IsQuiet"/>.</summary>
    /// <param name="count">How many.</param>
    public void Succeeded(int count)
    {
        (HasSuccess, SourceAnswers) = (true, true);
        _halt.NoteEnded(count);
    }

    /// <summary>Notes an attempt that went well.</summary>
    public void Succeeded(long ordinal, Moment now)
    {
        Succeeded(1);
        Answered(ordinal, now);
        if (HasEntities && KeyOf(UnitOf(ordinal)) is { } key)
        {
            Add(_breakers.Succeed(key, _entityProbes.Remove(ordinal), now));
        }
    }

    /// <summary>Notes an attempt that failed, whether or not it is made again.</summary>
    public void Failed(AttemptWithoutRows attempt, long ordinal, Moment now)
    {
        if (attempt.IsShared)
        {
            // One request that failed is one failure of the source, however many units it asked for.
            return;
        }

        _lastCause = attempt.Text;
        Halt ??= _halt.NoteAttempt(attempt.Category, attempt.Text);
        if (attempt.Category.IsOfSource())
        {
            _failingSince ??= now.Elapsed;
            Add(_breakers.Fail(BreakerBook.Source, IsSourceProbe(ordinal), attempt.Category, attempt.Text, now));
        }
        else if (attempt.Category is not (FailureCategory.SinkUnavailable or FailureCategory.SinkSchema or FailureCategory.WorkerCrashed))
        {
            Answered(ordinal, now);
        }
        else if (IsSourceProbe(ordinal))
        {
            _breakers.ForgetProbe(BreakerBook.Source);
        }
    }

    /// <summary>Notes a unit that failed for good.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="category">Why.</param>
    /// <param name="text">Its text.</param>
    /// <param name="isItsOwn">Whether the unit is at fault, and not what it shares with others.</param>
    /// <param name="now">The time.</param>
    public void FailedForGood(PlanUnit unit, FailureCategory category, string text, bool isItsOwn, Moment now)
    {
        Halt ??= _halt.NoteFailure(text);
        var isProbe = _entityProbes.Remove(unit.Ordinal);
        if (KeyOf(unit) is not { } key)
        {
            return;
        }

        if (isItsOwn)
        {
            Add(_breakers.Fail(key, isProbe, category, text, now));
        }
        else if (isProbe)
        {
            _breakers.ForgetProbe(key);
        }
    }

    /// <summary>Notes an attempt that ended without saying anything.</summary>
    public void Cancelled(long ordinal)
    {
        if (IsSourceProbe(ordinal))
        {
            _breakers.ForgetProbe(BreakerBook.Source);
        }

        if (_entityProbes.Remove(ordinal, out var key))
        {
            _breakers.ForgetProbe(key);
        }
    }

    /// <summary>Notes a slot that was lost.</summary>
    /// <param name="lost">All of them so far, for the person who has to act.</param>
    public void LostSlot(IEnumerable<string> lost)
    {
        if (_halt.NoteLostSlot())
        {
            Halt ??= $"{_halt.LostSlots} attempts did not end when they were told to, and each holds a thread for good: {string.Join(", ", lost)}";
        }
    }

    /// <summary>Notes that a paused run goes on: nothing was asked of the source meanwhile.</summary>
    public void Resume(Moment now) => _failingSince = _failingSince is null ? null : now.Elapsed;

    /// <summary>Notes that the sink took units.</summary>
    public void Committed() => _halt.NoteCommitted();

    /// <summary>Gets what the journal has to hold, and forgets it.</summary>
    public ImmutableArray<ICheckpointEvent> TakeEvents()
    {
        if (_events.Count == 0)
        {
            return [];
        }

        var events = _events.ToImmutableArray();
        _events.Clear();
        return events;
    }

    // The source said something, if only that there is nothing.
    private void Answered(long ordinal, Moment now)
    {
        SourceAnswers = true;
        _failingSince = null;
        if (!_breakers.IsQuiet)
        {
            Add(_breakers.Succeed(BreakerBook.Source, IsSourceProbe(ordinal), now));
        }
    }

    private bool IsSourceProbe(long ordinal)
    {
        if (_sourceProbe != ordinal)
        {
            return false;
        }

        _sourceProbe = null;
        return true;
    }

    private void Add(ICheckpointEvent? @event)
    {
        if (@event is not null)
        {
            _events.Add(@event);
        }
    }
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Readiness;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>
/// Decides which unit comes next: plan order, one wave after the other, settled units left out, units that wait for another attempt when
/// they are due. Knows nothing of actors and clocks. Owned by the supervisor.
/// </summary>
internal sealed class Dealer
{
    // So many units are held back in one go: some milliseconds of the supervisor's time.
    private const int MostHeldAtOnce = 5_000;

    private readonly Plan _plan;
    private readonly CheckpointState _state;
    private readonly bool _runsAgain;
    private readonly bool _replaces;

    // Places of units that somebody has parked: dealt no more, but by DealAgain.
    private readonly HashSet<long> _parked = [];
    private Queue<UnitAttempt> _due = [];
    private HeldUnits? _held;
    private bool _awaitsUpstream;
    private long _cursor;
    private long _left;

    /// <summary>Creates a dealer at the beginning of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">What the journal said at the start; only read.</param>
    /// <param name="runsAgain">Whether settled units run again.</param>
    /// <param name="limit">How many units may be dealt for the first time; null means all.</param>
    /// <param name="replaces">Whether the ledger may have units that the journal does not know: the dimensions have changed.</param>
    public Dealer(Plan plan, CheckpointState state, bool runsAgain, long? limit, bool replaces = false)
    {
        (_plan, _state, _runsAgain, _replaces) = (plan, state, runsAgain, replaces);
        _left = limit ?? long.MaxValue;
        SeekRunnable();
        Wave = _cursor < plan.Count ? 0 : plan.WaveCount - 1;
    }

    /// <summary>Gets the wave that is dealt now, from 0; the last one when all is dealt.</summary>
    public long Wave { get; private set; }

    /// <summary>Gets the units that were dealt, attempts that were put back left out.</summary>
    public long Dealt { get; private set; }

    /// <summary>Gets whether nothing will ever come again but attempts that are put back.</summary>
    public bool IsExhausted => !HasDue && !IsHeld && (_cursor >= _plan.Count || _left == 0 || _held?.IsFull == true);

    /// <summary>Gets whether an attempt waits that was put back, or whose unit has become ready.</summary>
    public bool HasDue => _due.Count > 0 || _held?.HasReady == true;

    /// <summary>Gets the units that other jobs hold back; null when the job requires none.</summary>
    public HeldUnits? Held => _held;

    /// <summary>Gets whether other jobs are waited for, and not only passed by.</summary>
    public bool IsHeld => _awaitsUpstream && _held?.Count > 0;

    /// <summary>Gets whether there was so much to hold back that the rest has to be looked at in another go.</summary>
    public bool MustLookOn { get; private set; }

    /// <summary>Gets whether nothing comes before the current wave has ended.</summary>
    public bool IsAtBarrier => !HasDue && !IsHeld && !IsExhausted && _plan.WaveOf(_cursor) != Wave;

    /// <summary>Deals the next attempts.</summary>
    /// <param name="most">At most so many.</param>
    public ImmutableArray<UnitAttempt> Next(int most)
    {
        MustLookOn = false;
        if (most == 1 && _due.Count > 0)
        {
            return [_due.Dequeue()];
        }

        var dealt = ImmutableArray.CreateBuilder<UnitAttempt>(Math.Min(most, 64));
        while (dealt.Count < most && _due.TryDequeue(out var again))
        {
            dealt.Add(again);
        }

        while (dealt.Count < most && _left > 0 && _held?.HasReady == true)
        {
            if (_held.TakeReady() is var ready && !_parked.Contains(ready))
            {
                dealt.Add(First(ready));
            }
        }

        var looked = 0;
        while (dealt.Count < most && _left > 0 && _cursor < _plan.Count && _plan.WaveOf(_cursor) == Wave && _held?.IsFull != true && looked < MostHeldAtOnce)
        {
            if (_held?.Hold(_cursor) == true)
            {
                looked++;
            }
            else
            {
                dealt.Add(First(_cursor));
            }

            _cursor++;
            SeekRunnable();
        }

        MustLookOn = looked >= MostHeldAtOnce;
        return dealt.ToImmutable();
    }

    /// <summary>Deals one unit more: one was skipped because its rows were there, and does not count.</summary>
    public void GiveBack() => _left += _left == long.MaxValue ? 0 : 1;

    /// <summary>Holds units back from now on that other jobs are not ready for.</summary>
    /// <param name="readiness">Knows how far they are.</param>
    public void Await(IReadiness readiness) => (_held, _awaitsUpstream) = (new HeldUnits(_plan, readiness), readiness.Wait != TimeSpan.Zero);

    /// <summary>Waits for other jobs no longer: what they hold back stays open.</summary>
    public void PassUpstream() => _awaitsUpstream = false;

    /// <summary>Deals a unit once more that had its end: somebody wants it again. Waves and <c>--limit</c> do not hold it back.</summary>
    /// <param name="index">Its place in the plan.</param>
    /// <param name="isInSink">Whether its rows are there, and are to be replaced.</param>
    /// <returns>The attempt that is due now.</returns>
    public UnitAttempt DealAgain(long index, bool isInSink)
    {
        var attempt = new UnitAttempt(index, 1, _replaces || isInSink);
        Dealt++;
        PutBack(attempt);
        return attempt;
    }

    /// <summary>Puts an attempt back that is due now.</summary>
    /// <param name="attempt">The attempt to be made.</param>
    public void PutBack(UnitAttempt attempt) => _due.Enqueue(attempt);

    /// <summary>Forgets an attempt that was put back. Looks at all of them: for the rare case.</summary>
    /// <param name="index">The unit's place in the plan.</param>
    public void Forget(long index) => _due = new Queue<UnitAttempt>(_due.Where(a => a.Index != index));

    /// <summary>Deals a unit no more that was not come to yet, or waits for other jobs: somebody has parked it.</summary>
    /// <param name="index">Its place in the plan.</param>
    public void Leave(long index)
    {
        _parked.Add(index);
        _held?.Remove(index);
        SeekRunnable();
    }

    /// <summary>Goes on to the wave of the next unit; called when every unit of the current one has ended.</summary>
    public void OpenNextWave() => Wave = _cursor < _plan.Count ? _plan.WaveOf(_cursor) : Wave;

    /// <summary>Gets whether a unit was not come to yet and is to be dealt.</summary>
    /// <param name="index">Its place in the plan.</param>
    public bool IsAhead(long index) => index >= _cursor && Runs(index);

    /// <summary>Gets how many units of the plan stand between the next one and a unit, settled ones among them.</summary>
    /// <param name="index">Its place in the plan.</param>
    public long Before(long index) => Math.Max(0, index - _cursor) + _due.Count;

    private UnitAttempt First(long index)
    {
        _left--;
        Dealt++;
        return new UnitAttempt(index, 1, _replaces || (_state.OutcomeOf(_plan.OrdinalAt(index)) is { } outcome && outcome.IsInLedger()));
    }

    private void SeekRunnable()
    {
        while (_cursor < _plan.Count && !Runs(_cursor))
        {
            _cursor++;
        }
    }

    private bool Runs(long index) => !_parked.Contains(index) && (_runsAgain || _state.IsReopened(_plan.OrdinalAt(index)) || _state.OutcomeOf(_plan.OrdinalAt(index)) switch
    {
        null or UnitOutcome.Failed => true,
        UnitOutcome.Done or UnitOutcome.Empty => _plan.IsOpenAt(index),
        _ => false,
    });
}

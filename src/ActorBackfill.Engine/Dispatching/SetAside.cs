using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>
/// Attempts that are not dealt with the others: units that processes died with run alone, after all others of their wave, so that the
/// killer is told from its neighbours; units of an entity wait while its probe is on its way. Owned by the desk.
/// </summary>
internal sealed class SetAside
{
    private readonly Queue<UnitAttempt> _alone = new();
    private readonly List<UnitAttempt> _behindProbe = [];
    private readonly HashSet<long> _forgiven = [];
    private readonly QuarantineRules _rules;
    private readonly CheckpointState _start;

    public SetAside(QuarantineRules rules, CheckpointState start)
    {
        (_rules, _start) = (rules, start);
        HasCrashed = start.Crashed.Count > 0;
    }

    /// <summary>Gets whether processes have died with units of the job.</summary>
    public bool HasCrashed { get; }

    /// <summary>Gets how many are set aside.</summary>
    public int Count => _alone.Count + _behindProbe.Count;

    /// <summary>Gets the unit that runs alone now, or null: nothing else is dealt meanwhile.</summary>
    public long? RunsAlone { get; private set; }

    /// <summary>Gets what processes died with this unit, when it is to be quarantined for it; or null.</summary>
    public CrashedUnit? KillerAt(long ordinal) => CrashedAt(ordinal) is { } unit && _rules.IsKiller(unit) ? unit : null;

    /// <summary>Sets an attempt aside that is to run alone; false when it is not.</summary>
    public bool TakesAlone(UnitAttempt attempt, long ordinal)
    {
        if (CrashedAt(ordinal) is not { } unit || !_rules.RunsAlone(unit))
        {
            return false;
        }

        _alone.Enqueue(attempt);
        return true;
    }

    /// <summary>Forgets what processes died with a unit: somebody wants it again.</summary>
    public void Forgive(long ordinal)
    {
        if (HasCrashed)
        {
            _forgiven.Add(ordinal);
        }
    }

    private CrashedUnit? CrashedAt(long ordinal) => HasCrashed && !_forgiven.Contains(ordinal) ? _start.CrashedUnitOf(ordinal) : null;

    /// <summary>Lets an attempt wait until a probe has ended.</summary>
    public void AwaitProbe(UnitAttempt attempt) => _behindProbe.Add(attempt);

    /// <summary>Takes what waited for a probe; some may have to wait again.</summary>
    public IReadOnlyList<UnitAttempt> TakeBehindProbe()
    {
        if (_behindProbe.Count == 0)
        {
            return [];
        }

        var waited = _behindProbe.ToArray();
        _behindProbe.Clear();
        return waited;
    }

    /// <summary>Takes the next attempt that runs alone, or null.</summary>
    /// <param name="ordinalOf">Gets the ordinal of a place in the plan.</param>
    public UnitAttempt? NextAlone(Func<long, long> ordinalOf)
    {
        if (!_alone.TryDequeue(out var attempt))
        {
            return null;
        }

        RunsAlone = ordinalOf(attempt.Index);
        return attempt;
    }

    /// <summary>Notes that an attempt has ended.</summary>
    public void Ended(long ordinal) => RunsAlone = RunsAlone == ordinal ? null : RunsAlone;

    /// <summary>Forgets an attempt; false when it is not here. Looks at all of them: for the rare case.</summary>
    public bool Remove(UnitAttempt attempt)
    {
        var rest = _alone.Where(a => a != attempt).ToArray();
        var found = rest.Length < _alone.Count;
        _alone.Clear();
        Array.ForEach(rest, _alone.Enqueue);
        return _behindProbe.Remove(attempt) || found;
    }

    /// <summary>Forgets all: the run is being stopped.</summary>
    public void Clear()
    {
        _alone.Clear();
        _behindProbe.Clear();
    }
}

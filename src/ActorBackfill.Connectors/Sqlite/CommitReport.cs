using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Collects what became of a group. Commits outlive a call that ends in an exception: the next call reports them.</summary>
internal sealed class CommitReport
{
    private readonly List<UnitsSettled> _commits = [];
    private readonly List<UnitResult> _already = [];
    private readonly List<RefusedUnit> _refused = [];

    // Units of commits that no call has reported yet.
    private readonly HashSet<string> _unreported = new(StringComparer.Ordinal);

    /// <summary>Begins a call: commits of calls that failed stay, their verdicts on other units do not.</summary>
    /// <returns>The units of the group that such a commit does not hold already.</returns>
    public UnitResult[] Begin(IReadOnlyList<UnitResult> group)
    {
        _already.Clear();
        _refused.Clear();
        return _unreported.Count == 0 ? [.. group] : [.. group.Where(u => !_unreported.Contains(u.Unit.Key))];
    }

    public void Committed(UnitsSettled commit, IEnumerable<string> keys)
    {
        _commits.Add(commit);
        _unreported.UnionWith(keys);
    }

    public void AlreadySettled(IEnumerable<UnitResult> units) => _already.AddRange(units);

    public void Refused(UnitResult unit, BackfillException error) => _refused.Add(new RefusedUnit(unit, error));

    /// <summary>Ends a call.</summary>
    public CommitResult End()
    {
        var result = new CommitResult([.. _commits], [.. _already], [.. _refused]);
        _commits.Clear();
        _unreported.Clear();
        return result;
    }
}

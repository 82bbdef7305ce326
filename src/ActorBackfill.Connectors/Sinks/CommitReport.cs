using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>A commit and what it was made of.</summary>
/// <param name="Event">The commit.</param>
/// <param name="Units">Its group.</param>
/// <param name="AlreadySettled">Those of the group that it did not settle.</param>
/// <param name="Rejected">Rows of it that were set aside.</param>
internal sealed record GroupCommit(UnitsSettled Event, UnitResult[] Units, IReadOnlyList<UnitResult> AlreadySettled, long Rejected);

/// <summary>Collects what became of a group. Commits outlive a call that ends in an exception: the next call reports them.</summary>
internal sealed class CommitReport
{
    private readonly List<GroupCommit> _commits = [];
    private readonly List<UnitResult> _already = [];
    private readonly List<RefusedUnit> _refused = [];

    /// <summary>Begins a call: commits of calls that failed stay, their verdicts on other units do not.</summary>
    /// <returns>The units of the group that such a commit does not hold already.</returns>
    public UnitResult[] Begin(IReadOnlyList<UnitResult> group)
    {
        _already.Clear();
        _refused.Clear();
        if (_commits.Count == 0)
        {
            return [.. group];
        }

        var settled = _commits.SelectMany(c => c.Units.Except(c.AlreadySettled)).Select(u => u.Unit.Key).ToHashSet(StringComparer.Ordinal);
        return [.. group.Where(u => !settled.Contains(u.Unit.Key))];
    }

    public void Committed(GroupCommit commit) => _commits.Add(commit);

    public void AlreadySettled(IEnumerable<UnitResult> units) => _already.AddRange(units);

    public void Refused(UnitResult unit, BackfillException error) => _refused.Add(new RefusedUnit(unit, error));

    /// <summary>Ends a call.</summary>
    public CommitResult End()
    {
        var result = new CommitResult([.. _commits.Select(c => c.Event)], [.. _already], [.. _refused])
        {
            Rejected = _commits.Sum(c => c.Rejected),
            Trimmed = [.. _commits.SelectMany(c => c.Units.Except(c.AlreadySettled)).Where(u => u.RefusedRows > 0)],
        };
        _commits.Clear();
        return result;
    }
}

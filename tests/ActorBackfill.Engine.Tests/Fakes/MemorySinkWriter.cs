using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Tests.Fakes;

/// <summary>
/// Commits as contracts.md says: fence first, then ledger, rows and outbox in one transaction. What was committed in a call that threw is
/// reported by the next call.
/// </summary>
internal sealed class MemorySinkWriter(MemorySink sink, MemoryDatabase database, Func<(string? RunId, long LastN)> claimed) : ISinkWriter
{
    private readonly List<UnitsSettled> _unreported = [];
    private readonly HashSet<string> _unreportedKeys = new(StringComparer.Ordinal);
    private (string? RunId, long LastN)? _fence;

    public CommitResult Commit(IReadOnlyList<UnitResult> group, long journaled)
    {
        sink.BeforeGroup();
        lock (database.Gate)
        {
            _fence ??= claimed();
            CheckFence();
            var rest = group.Where(r => !_unreportedKeys.Contains(r.Unit.Key)).ToList();
            var refused = rest.Select(r => (Result: r, Error: sink.Refuses(r))).Where(r => r.Error is not null)
                .Select(r => new RefusedUnit(r.Result, r.Error!)).ToImmutableArray();
            var good = rest.Where(r => refused.All(f => f.Result != r)).ToList();
            var already = good.Where(r => !r.Replaces && database.Ledger.ContainsKey(r.Unit.Key)).ToImmutableArray();
            CommitAll(good.Except(already).ToList(), journaled);
            var result = new CommitResult([.. _unreported], already, refused);
            _unreported.Clear();
            _unreportedKeys.Clear();
            return result;
        }
    }

    public void Dispose()
    {
    }

    private void CheckFence()
    {
        if (_fence!.Value.RunId is not { } run || database.RunId != run)
        {
            throw new FenceLostException($"the sink carries run {database.RunId}");
        }

        if (database.LastN != _fence.Value.LastN)
        {
            throw new FenceLostException($"the sink stands at commit {database.LastN}, the run left it at {_fence.Value.LastN}");
        }
    }

    private void CommitAll(List<UnitResult> units, long journaled)
    {
        var first = units.Count == 0 ? 0 : Math.Clamp(sink.SplitAt(units.Count), 1, units.Count);
        foreach (var part in (List<UnitResult>[])[units[..first], units[first..]])
        {
            if (part.Count > 0)
            {
                CommitPart(part, journaled);
            }
        }
    }

    private void CommitPart(List<UnitResult> units, long journaled)
    {
        var n = database.LastN + 1;
        sink.BeforeCommit(n);
        var packed = SettledUnits.Pack(
            [.. units.Select(r => new SettledUnit(r.Unit.Ordinal, r.Outcome, r.Attempt, r.RowCount, r.Milliseconds, r.Hash.Fingerprint))]);
        var commit = new UnitsSettled(n, _fence!.Value.RunId!, DateTimeOffset.UnixEpoch, packed);
        commit = commit with { Chain = CommitChain.Next(database.Chain, commit) };
        units.ForEach(database.Insert);
        sink.BetweenRowsAndLedger?.Invoke();
        database.Settle(commit, units);
        database.EmptyEvents(Math.Min(journaled, n - 1));
        _fence = (_fence.Value.RunId, n);
        _unreported.Add(commit);
        _unreportedKeys.UnionWith(units.Select(u => u.Unit.Key));
        sink.AfterCommit(n);
    }
}

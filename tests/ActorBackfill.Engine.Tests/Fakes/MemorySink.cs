using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Tests.Fakes;

/// <summary>A sink in memory that keeps the contract of a commit; outlives actor systems, as a database does.</summary>
internal sealed class MemorySink : ISink, ILedger
{
    private readonly object _gate = new();
    private readonly Dictionary<string, LedgerUnit> _ledger = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _rows = new(StringComparer.Ordinal);
    private readonly List<OutboxCommit> _commits = [];
    private string _sinkId = Guid.NewGuid().ToString("N");
    private string? _runId;
    private string? _commitRun;
    private bool _exists;

    /// <summary>Called before a group is looked at, while nothing of the sink is locked.</summary>
    public Action BeforeGroup { get; set; } = () => { };

    /// <summary>Called with the number of the commit before it is made; throws to fail it.</summary>
    public Action<long> BeforeCommit { get; set; } = _ => { };

    /// <summary>Called after a commit was made and before anybody hears of it.</summary>
    public Action<long> AfterCommit { get; set; } = _ => { };

    /// <summary>Units that the sink refuses by itself.</summary>
    public Func<UnitResult, BackfillException?> Refuses { get; set; } = _ => null;

    public int OpenReaders { get; private set; }

    public int MostReaders { get; private set; }

    public string Description => "memory";

    public ILedger Ledger => this;

    public IReadOnlyList<string> Rows
    {
        get
        {
            lock (_gate)
            {
                return [.. _rows.Values.SelectMany(r => r).Order(StringComparer.Ordinal)];
            }
        }
    }

    public IReadOnlyCollection<string> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _ledger.Keys];
            }
        }
    }

    public int Commits
    {
        get
        {
            lock (_gate)
            {
                return _commits.Count;
            }
        }
    }

    public void TakeOver(string runId)
    {
        lock (_gate)
        {
            _runId = runId;
        }
    }

    /// <summary>Puts the sink back to an earlier commit, as restoring an old backup does.</summary>
    public void Restore(long n)
    {
        lock (_gate)
        {
            foreach (var unit in _ledger.Values.Where(u => u.N > n).ToList())
            {
                _ledger.Remove(unit.Key);
                _rows.Remove(unit.Key);
            }

            _commits.RemoveAll(c => c.N > n);
        }
    }

    public ISinkWriter OpenWriter() => new Writer(this);

    public ISinkReader OpenReader()
    {
        lock (_gate)
        {
            OpenReaders++;
            MostReaders = Math.Max(MostReaders, OpenReaders);
        }

        return new Reader(this);
    }

    public LedgerPosition? Position()
    {
        lock (_gate)
        {
            return _exists ? new LedgerPosition(_sinkId, _runId ?? "", _commits.Count == 0 ? 0 : _commits[^1].N, _commits.Count == 0 ? null : _commits[^1].Chain, _ledger.Count) : null;
        }
    }

    public LedgerPosition Claim(string runId)
    {
        lock (_gate)
        {
            (_exists, _runId, _commitRun) = (true, runId, runId);
            return Position()!;
        }
    }

    public IReadOnlyList<OutboxCommit> CommitsAfter(long n)
    {
        lock (_gate)
        {
            return [.. _commits.Where(c => c.N > n)];
        }
    }

    public string? ChainAt(long n)
    {
        lock (_gate)
        {
            return _commits.Find(c => c.N == n)?.Chain;
        }
    }

    public IEnumerable<LedgerUnit> Units()
    {
        lock (_gate)
        {
            return [.. _ledger.Values.OrderBy(u => u.Key, StringComparer.Ordinal)];
        }
    }

    public void Dispose()
    {
    }

    private CommitResult Commit(IReadOnlyList<UnitResult> group)
    {
        lock (_gate)
        {
            if (_runId is null || _commitRun != _runId)
            {
                throw new FenceLostException($"the sink carries run {_runId}");
            }

            var refused = group.Select(r => (r, e: Refuses(r))).Where(r => r.e is not null).Select(r => new RefusedUnit(r.r, r.e!)).ToImmutableArray();
            var good = group.Where(r => refused.All(f => f.Result != r)).ToList();
            var already = good.Where(r => !r.Replaces && _ledger.ContainsKey(r.Unit.Key)).ToImmutableArray();
            var settled = good.Except(already).ToList();
            if (settled.Count == 0)
            {
                return new CommitResult([], already, refused);
            }

            var n = _commits.Count == 0 ? 1 : _commits[^1].N + 1;
            BeforeCommit(n);
            var before = _commits.Count == 0 ? null : _commits[^1].Chain;
            var packed = SettledUnits.Pack([.. settled.Select(r => new SettledUnit(r.Unit.Ordinal, r.Outcome, r.Attempt, r.RowCount, r.Milliseconds, r.Hash.Fingerprint))]);
            var commit = new UnitsSettled(n, _runId, DateTimeOffset.UnixEpoch, packed);
            commit = commit with { Chain = CommitChain.Next(before, commit) };
            foreach (var result in settled)
            {
                _ledger[result.Unit.Key] = new LedgerUnit(result.Unit.Key, n, result.Attempt, result.RowCount, result.Hash);
                _rows[result.Unit.Key] = [.. result.Rows.SelectMany(t => t.Rows.Select(r => $"{t.Table.Name}:{string.Join('|', r)}"))];
            }

            _commits.Add(new OutboxCommit(n, commit.Chain!, commit));
            AfterCommit(n);
            return new CommitResult([commit], already, refused);
        }
    }

    private sealed class Writer(MemorySink sink) : ISinkWriter
    {
        public CommitResult Commit(IReadOnlyList<UnitResult> group, long journaled)
        {
            sink.BeforeGroup();
            return sink.Commit(group);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Reader(MemorySink sink) : ISinkReader
    {
        private bool _open = true;

        public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters) => [];

        public void Dispose()
        {
            lock (sink._gate)
            {
                sink.OpenReaders -= _open ? 1 : 0;
                _open = false;
            }
        }
    }
}

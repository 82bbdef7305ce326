using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Tests.Fakes;

/// <summary>What is durable of a sink in memory: rows, ledger, outbox and fence. Outlives processes, as a database does.</summary>
internal sealed class MemoryDatabase
{
    private readonly Dictionary<string, List<string>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LedgerUnit> _ledger = new(StringComparer.Ordinal);
    private readonly List<OutboxCommit> _commits = [];
    private readonly Stack<(long N, Action Undo)> _backup = [];

    /// <summary>Held around every look and every change: actors of several threads use one database.</summary>
    public Lock Gate { get; } = new();

    public string SinkId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The run whose commits are taken; null before the first claim.</summary>
    public string? RunId { get; set; }

    public IReadOnlyList<OutboxCommit> Commits => _commits;

    public IReadOnlyDictionary<string, LedgerUnit> Ledger => _ledger;

    public IEnumerable<string> Rows => _rows.Values.SelectMany(r => r);

    public long LastN => _commits.Count == 0 ? 0 : _commits[^1].N;

    public string? Chain => _commits.Count == 0 ? null : _commits[^1].Chain;

    /// <summary>Inserts a unit's rows, as INSERT does: what is there stays, unless the unit is done again.</summary>
    public void Insert(UnitResult result)
    {
        Remember(_rows, result.Unit.Key, LastN + 1);
        var inserted = result.Rows.SelectMany(t => t.Rows.Select(r => $"{t.Table.Name}:{string.Join('|', r)}"));
        _rows[result.Unit.Key] = result.Replaces ? [.. inserted] : [.. _rows.GetValueOrDefault(result.Unit.Key, []), .. inserted];
    }

    /// <summary>Writes ledger and outbox of a commit.</summary>
    public void Settle(UnitsSettled commit, IEnumerable<UnitResult> units)
    {
        foreach (var unit in units)
        {
            Remember(_ledger, unit.Unit.Key, commit.N);
            _ledger[unit.Unit.Key] = new LedgerUnit(unit.Unit.Key, commit.N, unit.Attempt, unit.RowCount, unit.Hash);
        }

        _commits.Add(new OutboxCommit(commit.N, commit.Chain!, commit));
    }

    /// <summary>Empties the events that the journal has.</summary>
    public void EmptyEvents(long upTo)
    {
        for (var i = _commits.Count - 1; i >= 0; i--)
        {
            if (_commits[i].N <= upTo)
            {
                if (_commits[i].Event is null)
                {
                    return;
                }

                _commits[i] = _commits[i] with { Event = null };
            }
        }
    }

    /// <summary>Puts the database back to an earlier commit, as restoring an old backup does.</summary>
    public void Restore(long n)
    {
        while (_backup.TryPeek(out var last) && last.N > n)
        {
            _backup.Pop().Undo();
        }

        _commits.RemoveAll(c => c.N > n);
    }

    private void Remember<T>(Dictionary<string, T> table, string key, long n)
        where T : class
    {
        var before = table.GetValueOrDefault(key);
        _backup.Push((n, Undo));

        void Undo()
        {
            table.Remove(key);
            if (before is not null)
            {
                table[key] = before;
            }
        }
    }
}

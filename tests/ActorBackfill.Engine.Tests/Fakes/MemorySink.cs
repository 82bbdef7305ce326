using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Tests.Fakes;

/// <summary>A sink in memory that keeps the contract of a commit: one process' view of a <see cref="MemoryDatabase"/>.</summary>
internal sealed class MemorySink(MemoryDatabase database) : ISink, ILedger
{
    private readonly MemoryDatabase _database = database;
    private string? _claimedBy;
    private long _claimedN;

    public MemorySink()
        : this(new MemoryDatabase())
    {
    }

    /// <summary>Called before a group is looked at, while nothing of the sink is locked.</summary>
    public Action BeforeGroup { get; set; } = () => { };

    /// <summary>Called before a reader is opened; throws to fail it.</summary>
    public Action BeforeReader { get; set; } = () => { };

    /// <summary>Called with the number of the commit before it is made; throws to fail it.</summary>
    public Action<long> BeforeCommit { get; set; } = _ => { };

    /// <summary>Called after a commit was made and before anybody hears of it; throws to leave the writer in doubt.</summary>
    public Action<long> AfterCommit { get; set; } = _ => { };

    /// <summary>Called before the ledger is read or claimed; throws to fail that.</summary>
    public Action BeforeLedger { get; set; } = () => { };

    /// <summary>Units that the sink refuses by itself.</summary>
    public Func<UnitResult, BackfillException?> Refuses { get; set; } = _ => null;

    /// <summary>Of so many units that may be committed, how many come into the first transaction; the rest into one of its own.</summary>
    public Func<int, int> SplitAt { get; set; } = units => units;

    /// <summary>
    /// Breaks the contract on purpose: when set, rows have a transaction of their own before ledger and outbox have theirs, and this is
    /// called between the two.
    /// </summary>
    public Action? BetweenRowsAndLedger { get; set; }

    public int OpenReaders { get; private set; }

    public int MostReaders { get; private set; }

    public string Description => "memory";

    public ILedger Ledger => this;

    public IReadOnlyList<string> Rows => Locked(() => _database.Rows.Order(StringComparer.Ordinal).ToArray());

    public IReadOnlyCollection<string> Keys => Locked(() => _database.Ledger.Keys.ToArray());

    public int Commits => Locked(() => _database.Commits.Count);

    public void TakeOver(string runId) => Locked(() => _database.RunId = runId);

    /// <summary>Puts the sink back to an earlier commit, as restoring an old backup does.</summary>
    public void Restore(long n) => Locked(() =>
    {
        _database.Restore(n);
        return true;
    });

    public ISinkWriter OpenWriter() => new MemorySinkWriter(this, _database, () => (_claimedBy, _claimedN));

    public ISinkReader OpenReader() => Locked(() =>
    {
        BeforeReader();
        OpenReaders++;
        MostReaders = Math.Max(MostReaders, OpenReaders);
        return new Reader(this);
    });

    public LedgerPosition? Position() => Read(() => _database.RunId is { } run
        ? new LedgerPosition(_database.SinkId, run, _database.LastN, _database.Chain, _database.Ledger.Count)
        : null);

    public LedgerPosition Claim(string runId) => Read(() =>
    {
        (_database.RunId, _claimedBy, _claimedN) = (runId, runId, _database.LastN);
        return new LedgerPosition(_database.SinkId, runId, _database.LastN, _database.Chain, _database.Ledger.Count);
    });

    public IReadOnlyList<OutboxCommit> CommitsAfter(long n) => Read(() => _database.Commits.Where(c => c.N > n).ToArray());

    public string? ChainAt(long n) => Read(() => _database.Commits.FirstOrDefault(c => c.N == n)?.Chain);

    public IEnumerable<LedgerUnit> Units() => Read(() => _database.Ledger.Values.OrderBy(u => u.Key, StringComparer.Ordinal).ToArray());

    public void Dispose()
    {
    }

    private T Read<T>(Func<T> look)
    {
        BeforeLedger();
        return Locked(look);
    }

    private T Locked<T>(Func<T> look)
    {
        lock (_database.Gate)
        {
            return look();
        }
    }

    private sealed class Reader(MemorySink sink) : ISinkReader
    {
        private bool _open = true;

        public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters) => [];

        public void Dispose()
        {
            lock (sink._database.Gate)
            {
                sink.OpenReaders -= _open ? 1 : 0;
                _open = false;
            }
        }
    }
}

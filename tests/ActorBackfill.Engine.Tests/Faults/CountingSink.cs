using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Tests.Faults;

/// <summary>A sink that forgets rows and keeps only which units it has, so that memory is the engine's alone. Gives one item a unit, too.</summary>
internal sealed class CountingSink(Action<long> committed) : ISink, ILedger, ISinkWriter, ISinkReader, ISource
{
    private static readonly FetchedUnit Item = Fakes.ScriptedSource.OneItem(new PlanUnit(0, 0, "n=1", []));

    private readonly OrdinalSet _units = new();
    private string _runId = "";
    private UnitsSettled? _last;

    public string Description => "counts";

    public ILedger Ledger => this;

    public ISinkWriter OpenWriter() => this;

    public ISinkReader OpenReader() => this;

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters) => [];

    public ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation) => ValueTask.FromResult(Item);

    public CommitResult Commit(IReadOnlyList<UnitResult> group, long journaled)
    {
        foreach (var unit in group)
        {
            Assert.True(_units.Add(unit.Unit.Ordinal), $"{unit.Unit.Key} came twice");
        }

        var packed = SettledUnits.Pack([.. group.Select(u => new SettledUnit(u.Unit.Ordinal, u.Outcome, u.Attempt, u.RowCount, u.Milliseconds, u.Hash.Fingerprint))]);
        var commit = new UnitsSettled((_last?.N ?? 0) + 1, _runId, DateTimeOffset.UnixEpoch, packed);
        _last = commit with { Chain = CommitChain.Next(_last?.Chain, commit) };
        committed(_units.Count);
        return new CommitResult([_last], [], []);
    }

    public LedgerPosition? Position() => _runId.Length == 0 ? null : new LedgerPosition("sink", _runId, _last?.N ?? 0, _last?.Chain, _units.Count);

    public LedgerPosition Claim(string runId)
    {
        _runId = runId;
        return Position()!;
    }

    public IReadOnlyList<OutboxCommit> CommitsAfter(long n) => [];

    public string? ChainAt(long n) => null;

    public IEnumerable<LedgerUnit> Units() => [];

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using System.Runtime.InteropServices;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>
/// Folds events of the journal into the read model: the same rules as <see cref="CheckpointState"/>, with planes in memory and only what is
/// exceptional in rows. Lives for one transaction.
/// </summary>
internal sealed partial class ReadModelFold : IDisposable
{
    private readonly UnitPlanes _planes;
    private readonly TallyShape _shape;
    private readonly IReadOnlyList<string> _dimensions;
    private readonly Dictionary<(int Dimension, long Bucket, int Outcome), long> _tallies = [];
    private readonly NotedUnits _noted;
    private readonly RunRows _runs;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly ModelStatement _change;

    public ReadModelFold(SqliteConnection connection, SqliteTransaction transaction, Plan plan, TallyShape shape)
    {
        (_connection, _transaction, _shape) = (connection, transaction, shape);
        _dimensions = [.. plan.Dimensions.Select(d => d.Name)];
        _planes = ModelPlanes.Load(connection, transaction);
        _noted = new NotedUnits(connection, transaction, _planes.Noted);
        _runs = new RunRows(connection, transaction);
        _change = new ModelStatement(connection, "INSERT OR REPLACE INTO change (seq, at, kind, by, text, units) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", transaction);
    }

    /// <summary>Folds one event.</summary>
    /// <param name="seq">Its number.</param>
    /// <param name="next">The event.</param>
    public void Apply(long seq, ICheckpointEvent next)
    {
        switch (next)
        {
            case RunStarted started: _runs.Start(started); break;
            case RunEnded ended: _runs.End(ended); break;
            case UnitsSettled settled: Settle(settled.Unpack(), settled.At, _runs.Find(settled.RunId, settled.At)); break;
            case LedgerAdopted adopted: Adopt(seq, adopted); break;
            case UnitsClosed closed: Close(closed); break;
            case AttemptsFailed failed: _runs.Retried(failed); break;
            case UnitsRequeued requeued: Requeue(seq, requeued); break;
            case UnitsQuarantined parked: Park(seq, parked); break;
            case UnitsReopened reopened: Reopen(seq, reopened); break;
            case SinkReverted reverted: Revert(seq, reverted); break;
            case UnitsForgotten forgotten: Forget(seq, forgotten); break;
            default: Tell(seq, next); break;
        }
    }

    /// <summary>Writes what was gathered.</summary>
    public void Save()
    {
        ModelPlanes.Save(_connection, _transaction, _planes);
        _runs.Save();
        SaveTallies();
        using var trim = new ModelStatement(
            _connection, "DELETE FROM change WHERE seq <= (SELECT seq FROM change ORDER BY seq DESC LIMIT 1 OFFSET ?1)", _transaction);
        trim.Execute(ReadModelSchema.MaxChanges);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _noted.Dispose();
        _runs.Dispose();
        _change.Dispose();
    }

    private static IEnumerable<long> Ordinals(IReadOnlyList<long> runs)
    {
        for (var i = 0; i + 1 < runs.Count; i += 2)
        {
            for (var k = 0L; k < runs[i + 1]; k++)
            {
                yield return runs[i] + k;
            }
        }
    }

    private void Settle(IReadOnlyList<SettledUnit> units, DateTimeOffset at, RunRow? run)
    {
        foreach (var unit in units)
        {
            Move(unit.Ordinal, unit.Outcome);
            _planes.Reopened.Remove(unit.Ordinal);
            if (unit.Attempt > 1)
            {
                _noted.Write(new NotedUnit(
                    unit.Ordinal, unit.Outcome, unit.Attempt, null, null, null, unit.Milliseconds, unit.Rows, run?.Number ?? 0, at));
            }
            else
            {
                _noted.Remove(unit.Ordinal);
            }

            if (run is not null)
            {
                run.Outcomes[(int)unit.Outcome]++;
                run.Rows += unit.Rows;
                run.Milliseconds += unit.Milliseconds;
            }
        }
    }

    private void Adopt(long seq, LedgerAdopted adopted)
    {
        var units = SettledUnits.Unpack(adopted.Units);
        Settle(units, adopted.At, run: null);
        Note(seq, adopted.At, "ledger-adopted", null, null, units.Count);
    }

    private void Close(UnitsClosed closed)
    {
        var run = _runs.Find(closed.RunId, closed.At);
        foreach (var unit in closed.Units)
        {
            if (run is not null)
            {
                run.Outcomes[(int)unit.Outcome]++;
                run.Milliseconds += unit.Milliseconds;
            }

            // A unit settled before stays settled: a failed re-run has not touched its rows.
            if (_planes.OutcomeOf(unit.Ordinal)?.IsInLedger() != true)
            {
                Move(unit.Ordinal, unit.Outcome);
                _noted.Close(unit, run?.Number ?? 0, closed.At);
            }
        }
    }

    private void Requeue(long seq, UnitsRequeued requeued)
    {
        var units = 0L;
        foreach (var ordinal in Ordinals(requeued.Units))
        {
            units++;
            if (_planes.OutcomeOf(ordinal) is { } outcome && outcome.IsInLedger())
            {
                _planes.Reopened.Add(ordinal);
            }
            else
            {
                Move(ordinal, null);
                _noted.Remove(ordinal);
            }
        }

        Note(seq, requeued.At, "requeued", requeued.By, requeued.Reason, units);
    }

    private void Park(long seq, UnitsQuarantined parked)
    {
        var units = 0L;
        foreach (var ordinal in Ordinals(parked.Units))
        {
            var outcome = _planes.OutcomeOf(ordinal);
            if (outcome == UnitOutcome.Failed)
            {
                _noted.Park(ordinal);
            }
            else if (outcome is null)
            {
                _noted.Close(ClosedUnit.Parked(ordinal, null, parked.Reason), 0, parked.At);
            }
            else
            {
                continue;
            }

            units++;
            Move(ordinal, UnitOutcome.Quarantined);
        }

        Note(seq, parked.At, "quarantined", parked.By, parked.Reason, units);
    }

    private void Reopen(long seq, UnitsReopened reopened)
    {
        var units = 0L;
        foreach (var ordinal in Ordinals(reopened.Units).Where(o => _planes.OutcomeOf(o)?.IsInLedger() == true))
        {
            units++;
            _planes.Reopened.Add(ordinal);
        }

        Note(seq, reopened.At, "reopened", null, "a run without resume began", units);
    }

    private void Revert(long seq, SinkReverted reverted)
    {
        var units = 0L;
        foreach (var ordinal in Ordinals(reverted.Units))
        {
            units++;
            _planes.Reopened.Remove(ordinal);
            if (_planes.OutcomeOf(ordinal)?.IsInLedger() == true)
            {
                Move(ordinal, null);
                _noted.Remove(ordinal);
            }
        }

        Note(seq, reverted.At, "sink-reverted", null, "the sink was behind the journal, or another one", units);
    }

    private void Move(long ordinal, UnitOutcome? to)
    {
        var from = _planes.OutcomeOf(ordinal);
        if (from == to)
        {
            return;
        }

        if (from is { } left)
        {
            _planes.Of(left).Remove(ordinal);
            Count(ordinal, left, -1);
        }

        if (to is { } reached)
        {
            _planes.Of(reached).Add(ordinal);
            Count(ordinal, reached, 1);
        }
    }

    private void Count(long ordinal, UnitOutcome outcome, int change)
    {
        for (var i = 0; i < _shape.Dimensions; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_tallies, (i, _shape.Bucket(ordinal, i), (int)outcome), out _) += change;
        }
    }

    private void SaveTallies()
    {
        using var add = new ModelStatement(
            _connection,
            """
            INSERT INTO tally (dimension, bucket, outcome, units) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (dimension, bucket, outcome) DO UPDATE SET units = units + excluded.units
            """,
            _transaction);
        foreach (var ((dimension, bucket, outcome), units) in _tallies.Where(t => t.Value != 0))
        {
            add.Execute(_dimensions[dimension], bucket, outcome, units);
        }
    }
}

using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>Writes the rows of units that are not plainly done, and the groups of those that failed.</summary>
internal sealed class NotedUnits : IDisposable
{
    private readonly OrdinalSet _noted;
    private readonly Dictionary<(string Category, string Cause), long> _groups = [];
    private readonly ModelStatement _write;
    private readonly ModelStatement _remove;
    private readonly ModelStatement _park;
    private readonly ModelStatement _addGroup;
    private readonly ModelStatement _seen;

    public NotedUnits(SqliteConnection connection, SqliteTransaction transaction, OrdinalSet noted)
    {
        _noted = noted;
        _write = new ModelStatement(
            connection,
            "INSERT OR REPLACE INTO unit (ordinal, outcome, attempt, category, grp, text, ms, rows, run, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            transaction);
        _remove = new ModelStatement(connection, "DELETE FROM unit WHERE ordinal = ?1", transaction);
        _park = new ModelStatement(connection, $"UPDATE unit SET outcome = {(int)UnitOutcome.Quarantined} WHERE ordinal = ?1", transaction);
        _addGroup = new ModelStatement(
            connection,
            """
            INSERT INTO failure_group (id, category, cause, first_at, last_at, sample, sample_text)
            VALUES ((SELECT coalesce(max(id), 0) + 1 FROM failure_group), ?1, ?2, ?3, ?3, ?4, ?5) RETURNING id
            """,
            transaction);
        _seen = new ModelStatement(connection, "UPDATE failure_group SET last_at = max(last_at, ?2) WHERE id = ?1", transaction);
        using var groups = new ModelStatement(connection, "SELECT id, category, cause FROM failure_group", transaction);
        using var rows = groups.Read();
        while (rows.Read())
        {
            _groups[(rows.GetString(1), rows.GetString(2))] = rows.GetInt64(0);
        }
    }

    public void Write(NotedUnit unit)
    {
        _noted.Add(unit.Ordinal);
        _write.Execute(
            unit.Ordinal, (int)unit.Outcome, unit.Attempt, unit.Category, unit.Group, unit.Text, unit.Milliseconds, unit.Rows, unit.Run,
            ModelStatement.Text(unit.At));
    }

    public void Close(ClosedUnit unit, int run, DateTimeOffset at)
    {
        long? group = unit.Outcome is UnitOutcome.Failed or UnitOutcome.Quarantined ? GroupOf(unit, at) : null;
        Write(new NotedUnit(unit.Ordinal, unit.Outcome, unit.Attempt, unit.Category, group, unit.Text, unit.Milliseconds, 0, run, at));
    }

    /// <summary>Quarantines a unit that has failed: its cause and its group stay.</summary>
    public void Park(long ordinal) => _park.Execute(ordinal);

    public void Remove(long ordinal)
    {
        if (_noted.Remove(ordinal))
        {
            _remove.Execute(ordinal);
        }
    }

    public void Dispose()
    {
        _write.Dispose();
        _remove.Dispose();
        _park.Dispose();
        _addGroup.Dispose();
        _seen.Dispose();
    }

    private long GroupOf(ClosedUnit unit, DateTimeOffset at)
    {
        var (category, cause) = (unit.Category ?? "", FailureText.Normalise(unit.Text));
        if (!_groups.ContainsKey((category, cause)) && _groups.Count >= ReadModelSchema.MaxGroups)
        {
            cause = ReadModelSchema.OtherCauses;
        }

        if (_groups.TryGetValue((category, cause), out var known))
        {
            _seen.Execute(known, ModelStatement.Text(at));
            return known;
        }

        return _groups[(category, cause)] = (long)_addGroup.Scalar(category, cause, ModelStatement.Text(at), unit.Ordinal, unit.Text)!;
    }
}

using System.Globalization;
using ActorBackfill.Domain.Checkpoints;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>The runs of a job in the read model: read by number or id, counted up in memory, written at the end.</summary>
internal sealed class RunRows : IDisposable
{
    private const string Columns =
        "number, id, started, host, pid, plan, units, again, last_at, ended, \"end\", done, empty, skipped, failed, quarantined, rows, retries, ms";

    private readonly Dictionary<string, RunRow> _touched = new(StringComparer.Ordinal);
    private readonly ModelStatement _find;
    private readonly ModelStatement _write;

    public RunRows(SqliteConnection connection, SqliteTransaction? transaction)
    {
        _find = new ModelStatement(connection, $"SELECT {Columns} FROM run WHERE id = ?1", transaction);
        _write = new ModelStatement(
            connection, $"INSERT OR REPLACE INTO run ({Columns}) VALUES ({string.Join(", ", Enumerable.Range(1, 19).Select(i => "?" + i.ToString(CultureInfo.InvariantCulture)))})",
            transaction);
    }

    /// <summary>Gets all runs, the newest first.</summary>
    public static IEnumerable<RunRow> All(SqliteConnection connection, SqliteTransaction view)
    {
        using var query = new ModelStatement(connection, $"SELECT {Columns} FROM run ORDER BY number DESC", view);
        using var rows = query.Read();
        while (rows.Read())
        {
            yield return Row(rows);
        }
    }

    /// <summary>Gets a run that an event is of; null when its start is not in the journal, as after a repair.</summary>
    public RunRow? Find(string id, DateTimeOffset at)
    {
        if (!_touched.TryGetValue(id, out var run))
        {
            using var rows = _find.Read(id);
            if (!rows.Read())
            {
                return null;
            }

            _touched[id] = run = Row(rows);
        }

        run.LastAt = at > run.LastAt ? at : run.LastAt;
        return run;
    }

    public void Start(RunStarted started) => _touched[started.RunId] = new RunRow
    {
        Number = started.Run,
        Id = started.RunId,
        Started = started.At,
        Host = started.Host,
        ProcessId = started.ProcessId,
        Plan = started.PlanFingerprint,
        Units = started.Units,
        RunsAgain = started.RunsAgain,
        LastAt = started.At,
    };

    public void End(RunEnded ended)
    {
        if (Find(ended.RunId, ended.At) is { } run)
        {
            (run.Ended, run.End) = (ended.At, ended.End);
        }
    }

    public void Retried(AttemptsFailed failed)
    {
        if (Find(failed.RunId, failed.At) is { } run)
        {
            run.Retries += failed.Attempts.Length;
        }
    }

    public void Save()
    {
        foreach (var run in _touched.Values)
        {
            _write.Execute(
                run.Number, run.Id, ModelStatement.Text(run.Started), run.Host, run.ProcessId, run.Plan, run.Units, run.RunsAgain ? 1 : 0,
                ModelStatement.Text(run.LastAt), run.Ended is { } ended ? ModelStatement.Text(ended) : null, run.End?.ToString(),
                run.Outcomes[0], run.Outcomes[1], run.Outcomes[2], run.Outcomes[3], run.Outcomes[4], run.Rows, run.Retries, run.Milliseconds);
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _write.Dispose();
    }

    private static RunRow Row(SqliteDataReader row) => new()
    {
        Number = row.GetInt32(0),
        Id = row.GetString(1),
        Started = ModelStatement.Instant(row.GetString(2)),
        Host = row.GetString(3),
        ProcessId = row.GetInt32(4),
        Plan = row.GetString(5),
        Units = row.GetInt64(6),
        RunsAgain = row.GetInt64(7) != 0,
        LastAt = ModelStatement.Instant(row.GetString(8)),
        Ended = row.IsDBNull(9) ? null : ModelStatement.Instant(row.GetString(9)),
        End = row.IsDBNull(10) ? null : Enum.Parse<RunEnd>(row.GetString(10)),
        Outcomes = [row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), row.GetInt64(14), row.GetInt64(15)],
        Rows = row.GetInt64(16),
        Retries = row.GetInt64(17),
        Milliseconds = row.GetInt64(18),
    };
}

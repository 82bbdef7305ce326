using System.Globalization;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>
/// What is asked about a job's units, as of one event of its journal: outcomes, failure groups, runs, counts by value. Everything that one
/// command says comes from one of these, so that its counts agree. Reads only.
/// </summary>
internal sealed class ReadModel : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _view;
    private readonly Lazy<UnitPlanes> _planes;

    private ReadModel(SqliteConnection connection, LoadedJob job, Plan plan, long sequenceNr)
    {
        (_connection, Job, Plan) = (connection, job, plan);
        // One view for all questions, its own number among them: another process may fold on meanwhile.
        _view = connection.BeginTransaction(deferred: true);
        SequenceNr = Offset.Read(connection, _view).Seq;
        _planes = new Lazy<UnitPlanes>(() => ModelPlanes.Load(connection, _view));
    }

    /// <summary>Gets the job.</summary>
    public LoadedJob Job { get; }

    /// <summary>Gets the plan as a run that starts now would make it.</summary>
    public Plan Plan { get; }

    /// <summary>Gets the number of the last event that is in the model, 0 for none.</summary>
    public long SequenceNr { get; }

    /// <summary>Gets the units by outcome.</summary>
    public UnitPlanes Planes => _planes.Value;

    /// <summary>Takes over a connection.</summary>
    public static ReadModel Of(SqliteConnection connection, LoadedJob job, Plan plan, long sequenceNr) => new(connection, job, plan, sequenceNr);

    /// <summary>Gets the counts of the plan's units; they add up to it.</summary>
    public UnitCounts Counts() => Counts(Plan);

    /// <summary>Gets the counts of the units of a part of the plan; they add up to it.</summary>
    /// <param name="plan">The part.</param>
    public UnitCounts Counts(Plan plan)
    {
        var counts = new long[5];
        foreach (var (first, count) in plan.OrdinalRuns())
        {
            for (var outcome = 0; outcome < counts.Length; outcome++)
            {
                counts[outcome] += Planes.Of((UnitOutcome)outcome).CountIn(first, count);
            }
        }

        return new UnitCounts(plan.Count, counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    /// <summary>Gets what is kept of a unit; null when it is plainly done, or open.</summary>
    /// <param name="ordinal">Which.</param>
    public NotedUnit? Noted(long ordinal)
    {
        if (!Planes.Noted.Contains(ordinal))
        {
            return null;
        }

        using var query = Query(NotedSql("ordinal = ?1"));
        using var rows = query.Read(ordinal);
        return rows.Read() ? Row(rows) : null;
    }

    /// <summary>Gets the rows of units that ended in some ways, in the order of their ordinals.</summary>
    /// <param name="outcomes">Which ways.</param>
    /// <param name="after">Only ordinals above it; -1 for all.</param>
    /// <param name="group">Only those of one failure group; null for all.</param>
    public IEnumerable<NotedUnit> Closed(IEnumerable<UnitOutcome> outcomes, long after = -1, long? group = null)
    {
        var wanted = string.Join(", ", outcomes.Select(o => ((int)o).ToString(CultureInfo.InvariantCulture)));
        using var query = Query(NotedSql($"ordinal > ?1 AND outcome IN ({wanted}){(group is null ? "" : " AND grp = ?2")} ORDER BY ordinal"));
        using var rows = group is null ? query.Read(after) : query.Read(after, group);
        while (rows.Read())
        {
            yield return Row(rows);
        }
    }

    /// <summary>Gets the failure groups, most units first; those whose units were all done since are left out.</summary>
    public IReadOnlyList<TriageGroup> Groups() => TriageGroups.Of(this, Query);

    /// <summary>Gets when the units of a failure group failed: how many in each of equal parts of a stretch of time.</summary>
    /// <param name="group">The group's number.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The last.</param>
    /// <param name="parts">How many parts.</param>
    public long[] FailureTimes(long group, DateTimeOffset from, DateTimeOffset to, int parts)
    {
        var counts = new long[parts];
        // By the second: a group of a million units is a few thousand rows then.
        using var query = Query("SELECT substr(at, 1, 19), count(*) FROM unit WHERE grp = ?1 AND outcome IN (3, 4) GROUP BY 1");
        using var rows = query.Read(group);
        while (rows.Read())
        {
            var at = ModelStatement.Instant(rows.GetString(0) + "Z");
            var part = to > from ? (int)((at - from).TotalSeconds / (to - from).TotalSeconds * parts) : 0;
            counts[Math.Clamp(part, 0, parts - 1)] += rows.GetInt64(1);
        }

        return counts;
    }

    /// <summary>Gets the numbers of all failure groups there ever were, by category and cause.</summary>
    public IReadOnlyDictionary<(string Category, string Cause), long> GroupIds()
    {
        var ids = new Dictionary<(string, string), long>();
        using var query = Query("SELECT id, category, cause FROM failure_group");
        using var rows = query.Read();
        while (rows.Read())
        {
            ids[(rows.GetString(1), rows.GetString(2))] = rows.GetInt64(0);
        }

        return ids;
    }

    /// <summary>Gets the runs, the newest first.</summary>
    public IEnumerable<RunRow> Runs() => RunRows.All(_connection, _view);

    /// <summary>Gets what was done to the job, the newest first.</summary>
    /// <param name="since">Only from then on; null for all that is kept.</param>
    public IEnumerable<ChangeRow> Changes(DateTimeOffset? since = null)
    {
        using var query = Query("SELECT at, kind, by, text, units FROM change WHERE at >= ?1 ORDER BY seq DESC");
        using var rows = query.Read(since is { } from ? ModelStatement.Text(from) : "");
        while (rows.Read())
        {
            yield return new ChangeRow(
                ModelStatement.Instant(rows.GetString(0)), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2),
                rows.IsDBNull(3) ? null : rows.GetString(3), rows.IsDBNull(4) ? null : rows.GetInt64(4));
        }
    }

    /// <summary>Gets how many units of each value of a dimension have which outcome, in the order of the values.</summary>
    /// <param name="dimension">The dimension's name.</param>
    public IEnumerable<TallyRow> Tallies(string dimension)
    {
        var place = Plan.Dimensions.Select((d, i) => (d.Name, i)).First(d => d.Name == dimension).i;
        var width = new TallyShape(Plan).Width(place);
        using var query = Query("SELECT bucket, outcome, units FROM tally WHERE dimension = ?1 AND units > 0 ORDER BY bucket, outcome");
        using var rows = query.Read(dimension);
        while (rows.Read())
        {
            yield return new TallyRow(dimension, rows.GetInt64(0) * width, width, (UnitOutcome)rows.GetInt32(1), rows.GetInt64(2));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _connection.Dispose();
    }

    private static string NotedSql(string where) => "SELECT ordinal, outcome, attempt, category, grp, text, ms, rows, run, at FROM unit WHERE " + where;

    private static NotedUnit Row(SqliteDataReader row) => new(
        row.GetInt64(0),
        (UnitOutcome)row.GetInt32(1),
        row.GetInt32(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.GetInt32(6),
        row.GetInt64(7),
        row.GetInt32(8),
        ModelStatement.Instant(row.GetString(9)));

    private ModelStatement Query(string sql) => new(_connection, sql, _view);
}

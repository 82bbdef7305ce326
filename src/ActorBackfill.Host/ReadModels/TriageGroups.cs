using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Host.ReadModels;

/// <summary>Counts the units of failure groups.</summary>
internal static class TriageGroups
{
    private static readonly UnitOutcome[] Failures = [UnitOutcome.Failed, UnitOutcome.Quarantined];

    /// <summary>Gets the groups that have units in the plan, most units first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">Makes a statement on it.</param>
    public static IReadOnlyList<TriageGroup> Of(ReadModel model, Func<string, ModelStatement> query)
    {
        var counts = IsWholePlan(model) ? Counted(query) : Walked(model);
        var groups = new List<TriageGroup>();
        using var all = query("SELECT id, category, cause, first_at, last_at, sample, sample_text FROM failure_group");
        using var rows = all.Read();
        while (rows.Read())
        {
            if (counts.TryGetValue(rows.GetInt64(0), out var count))
            {
                groups.Add(new TriageGroup(
                    rows.GetInt64(0), rows.GetString(1), rows.GetString(2), count.Units, count.Quarantined,
                    ModelStatement.Instant(rows.GetString(3)), ModelStatement.Instant(rows.GetString(4)),
                    model.Plan.KeyOf(rows.GetInt64(5)) ?? "", rows.GetString(6)));
            }
        }

        return [.. groups.OrderByDescending(g => g.Count).ThenBy(g => g.Id)];
    }

    // Of a narrower range than the journal knows, only its own units count.
    private static bool IsWholePlan(ReadModel model)
    {
        var counts = model.Counts();
        return counts.Failed + counts.Quarantined == model.Planes.Of(UnitOutcome.Failed).Count + model.Planes.Of(UnitOutcome.Quarantined).Count;
    }

    private static Dictionary<long, (long Units, long Quarantined)> Counted(Func<string, ModelStatement> query)
    {
        var counts = new Dictionary<long, (long, long)>();
        using var counting = query("SELECT grp, count(*), sum(outcome = 4) FROM unit WHERE grp IS NOT NULL AND outcome IN (3, 4) GROUP BY grp");
        using var rows = counting.Read();
        while (rows.Read())
        {
            counts[rows.GetInt64(0)] = (rows.GetInt64(1), rows.GetInt64(2));
        }

        return counts;
    }

    private static Dictionary<long, (long Units, long Quarantined)> Walked(ReadModel model)
    {
        var counts = new Dictionary<long, (long Units, long Quarantined)>();
        foreach (var unit in model.Closed(Failures).Where(u => u.Group is not null && model.Plan.IndexOfOrdinal(u.Ordinal) >= 0))
        {
            var (units, quarantined) = counts.GetValueOrDefault(unit.Group!.Value);
            counts[unit.Group.Value] = (units + 1, quarantined + (unit.Outcome == UnitOutcome.Quarantined ? 1 : 0));
        }

        return counts;
    }
}

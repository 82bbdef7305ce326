using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.HongKongRacing;

/// <summary>
/// <c>processor = hk-race-results</c>: from the rows of a course and month the race days with their counts, the races and the runners. Exact
/// duplicates, which the source has, are dropped and counted. Takes no settings.
/// </summary>
internal sealed class RaceResults : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "hk-race-results";

    // What a runner and a race take from the source as it is.
    private static readonly string[] OfRunner =
        ["horse_no", "horse_code", "jockey", "trainer", "owner", "place", "draw", "actual_wt_lbs", "lbw", "running_position", "finish_time", "win_odds"];

    private static readonly string[] OfRace = ["race_meeting_no", "race_name", "race_class", "distance_m", "rating_range", "going", "course", "prize_hkd"];

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        foreach (var day in unit.Items.Select(item => new ResultRow(item)).GroupBy(row => row.Text("date"), StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            Check(unit, day.Key);
            var rows = day.DistinctBy(row => row.Whole, StringComparer.Ordinal).ToList();
            var races = rows.GroupBy(row => row.Text("race_no"), StringComparer.Ordinal).ToList();
            unit.Emit("race_days", Day(day.Key, day.Count(), rows, races.Count));
            foreach (var race in races)
            {
                unit.Emit("races", Race(day.Key, [.. race]));
            }

            rows.ForEach(row => unit.Emit("runners", Runner(day.Key, row)));
        }

        return ValueTask.CompletedTask;
    }

    // A server that does not know the filter answers with everything, and every month would write every year.
    private static void Check(UnitContext unit, string date)
    {
        if (unit.Unit.Value("month") is { } month && !date.StartsWith(month + "-", StringComparison.Ordinal))
        {
            throw new BackfillException(FailureCategory.InvalidData, $"a result is of {date}, and {month} was asked for");
        }
    }

    private static Record Day(string date, int raw, List<ResultRow> rows, int races) => new()
    {
        ["date"] = date,
        ["venue"] = rows[0].Text("venue"),
        ["races"] = races,
        ["rows_raw"] = raw,
        ["rows_distinct"] = rows.Count,
        ["duplicates"] = raw - rows.Count,
        ["starters"] = rows.Count(row => row.Placing.IsStart),
    };

    private static Record Race(string date, IReadOnlyList<ResultRow> rows)
    {
        var race = new Record
        {
            ["date"] = date,
            ["race_no"] = rows[0].Text("race_no"),
            ["venue"] = rows[0].Text("venue"),
            ["runners"] = rows.Count,
            ["starters"] = rows.Count(row => row.Placing.IsStart),
            ["dead_heat"] = rows.Any(row => row.Placing is { Position: 1, IsDeadHeat: true }),
        };
        foreach (var column in OfRace)
        {
            race[column] = rows[0].Text(column);
        }

        return race;
    }

    private static Record Runner(string date, ResultRow row)
    {
        var placing = row.Placing;
        var runner = new Record
        {
            ["date"] = date,
            ["race_no"] = row.Text("race_no"),
            ["horse"] = row.Text("horse_name"),
            ["is_start"] = placing.IsStart,
            ["position"] = placing.Position,
            ["is_dead_heat"] = placing.IsDeadHeat,
        };
        foreach (var column in OfRunner)
        {
            runner[column] = row.Text(column);
        }

        return runner;
    }
}

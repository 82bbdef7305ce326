using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Telling;

/// <summary>The counts of a run under the names that its job gives them.</summary>
internal static class TotalCounts
{
    /// <summary>Gets the counts in the job's order.</summary>
    /// <param name="totals">The job's.</param>
    /// <param name="progress">The run.</param>
    public static IEnumerable<(string Name, long Count)> Of(IEnumerable<TotalDefinition> totals, RunProgress progress) =>
        totals.Select(total => (total.Name, Count(total, progress)));

    /// <summary>Gets one line: <c>runs_imported 3,696, errors 0</c>; none without totals.</summary>
    public static IEnumerable<string> Lines(IEnumerable<TotalDefinition> totals, RunProgress progress)
    {
        var counts = Of(totals, progress).Select(total => string.Create(CultureInfo.InvariantCulture, $"{total.Name} {total.Count:#,0}")).ToList();
        return counts.Count == 0 ? [] : [string.Join(", ", counts)];
    }

    /// <summary>Writes them as one object.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<TotalDefinition> totals, RunProgress progress)
    {
        json.WriteStartObject("totals");
        foreach (var (name, count) in Of(totals, progress))
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
    }

    private static long Count(TotalDefinition total, RunProgress progress) => total.Of switch
    {
        TotalKind.Rows => progress.Rows,
        TotalKind.RowsOfTable => progress.Tables.Where(t => t.Table == total.Table).Sum(t => t.Rows),
        TotalKind.Units => progress.UnitsThisRun,
        TotalKind.UnitsWithRows => progress.UnitsWithRows,
        TotalKind.FailedUnits => progress.Units.Failed + progress.Units.Quarantined,
        TotalKind.Waves => progress.Units.Open == 0 ? progress.Wave.Count : progress.Wave.Current,
        TotalKind.Requests => progress.Requests,
        _ => throw new System.Diagnostics.UnreachableException(total.ToString()),
    };
}

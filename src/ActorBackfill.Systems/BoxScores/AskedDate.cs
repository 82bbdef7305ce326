using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Systems.BoxScores;

/// <summary>Holds rows against the date that was asked for.</summary>
internal static class AskedDate
{
    /// <summary>Refuses a row of another date: a server that does not know the filter answers with everything, and every date would write every season.</summary>
    /// <param name="unit">The unit; its dimension <c>date</c> counts, when it has one.</param>
    /// <param name="found">The row's date.</param>
    /// <param name="row">The row, for the message.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">It is of another date.</exception>
    public static void Check(PlanUnit unit, DateOnly found, BoxScoreRow row)
    {
        if (unit.Value("date") is { } date && $"{found:yyyy-MM-dd}" != date)
        {
            throw row.Invalid($"GAME_DATE is '{row.Text("GAME_DATE")}' and {date} was asked for");
        }
    }
}

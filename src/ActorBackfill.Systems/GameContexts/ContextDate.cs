using System.Globalization;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.GameContexts;

/// <summary>The date whose games a context is about: what came before may be looked at, what comes after must not even be there.</summary>
internal static class ContextDate
{
    /// <summary>Gets the date of a unit.</summary>
    /// <param name="unit">The unit; its dimension <c>date</c> has days.</param>
    /// <exception cref="BackfillException">The job has no such dimension.</exception>
    public static DateOnly Of(PlanUnit unit) =>
        DateOnly.TryParseExact(unit.Value("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new BackfillException(FailureCategory.Calculation, $"{unit.Key}: a context needs a dimension 'date' of days");

    /// <summary>Refuses a row of a later date: a server that does not know the filter would let the context look ahead.</summary>
    /// <param name="asked">The unit's date.</param>
    /// <param name="found">The row's date.</param>
    /// <param name="row">The row, for the message.</param>
    /// <exception cref="BackfillException">It is later.</exception>
    public static void Check(DateOnly asked, DateOnly found, BoxScoreRow row)
    {
        if (found > asked)
        {
            throw row.Invalid($"GAME_DATE is '{row.Text("GAME_DATE")}' and nothing after {asked:yyyy-MM-dd} was asked for");
        }
    }
}

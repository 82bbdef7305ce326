using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Rows;

/// <summary>How many rows of a unit may be rejected.</summary>
public static class RejectRules
{
    /// <summary>Refuses a unit that has lost more rows than the job allows.</summary>
    /// <param name="policy">The job's policy.</param>
    /// <param name="taken">Rows that are taken.</param>
    /// <param name="rejected">Rows that are not.</param>
    /// <param name="first">Why the first was not.</param>
    /// <exception cref="BackfillException"><see cref="FailureCategory.InvalidData"/>: there are too many.</exception>
    public static void Check(RowPolicy policy, long taken, long rejected, string first)
    {
        var all = taken + rejected;
        if (rejected > 0 && rejected * 100.0 > policy.MaxRejectPercent * all)
        {
            throw new BackfillException(FailureCategory.InvalidData, string.Create(
                CultureInfo.InvariantCulture, $"{rejected} of {all} rows cannot be taken, more than max-rejects = {policy.MaxRejectPercent}%; the first: {first}"));
        }
    }
}

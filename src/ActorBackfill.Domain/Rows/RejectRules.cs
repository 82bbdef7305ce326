using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Rows;

/// <summary>How many rows of a unit may be rejected.</summary>
public static class RejectRules
{
    private const long MaxCharacters = 8L << 20;

    /// <summary>Refuses a unit that has lost more rows than the job allows.</summary>
    /// <param name="policy">The job's policy.</param>
    /// <param name="taken">Rows that are taken.</param>
    /// <param name="rejected">Rows that are not.</param>
    /// <param name="first">Why the first was not.</param>
    /// <param name="isAll">Whether these are all, or there may be more that are not known yet.</param>
    /// <exception cref="BackfillException"><see cref="FailureCategory.InvalidData"/>: there are too many.</exception>
    public static void Check(RowPolicy policy, long taken, long rejected, string first, bool isAll = true)
    {
        var all = taken + rejected;
        if (rejected > 0 && rejected * 100.0 > policy.MaxRejectPercent * all)
        {
            throw new BackfillException(FailureCategory.InvalidData, string.Create(
                CultureInfo.InvariantCulture, $"{(isAll ? "" : "at least ")}{rejected} of {all} rows cannot be taken, more than max-rejects = {policy.MaxRejectPercent}%; the first: {first}"));
        }
    }

    /// <summary>Refuses a unit whose rejected rows are too much to keep.</summary>
    /// <param name="characters">Of their texts and reasons together.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="last">The last of them.</param>
    /// <exception cref="BackfillException"><see cref="FailureCategory.InvalidData"/>: more than 8 MiB.</exception>
    public static void CheckSize(long characters, int count, RejectedRow last)
    {
        if (characters > MaxCharacters)
        {
            throw new BackfillException(FailureCategory.InvalidData, $"{count} rows cannot be taken, more than fit into 8 MiB; the last: {last.Reason}");
        }
    }

    /// <summary>Refuses a unit whose rejected rows are too much to keep.</summary>
    /// <param name="rows">All of them.</param>
    /// <exception cref="BackfillException"><see cref="FailureCategory.InvalidData"/>: more than 8 MiB.</exception>
    public static void CheckSize(ImmutableArray<RejectedRow> rows) => CheckSize(rows.Sum(r => (long)r.Row.Length + r.Reason.Length), rows.Length, rows[^1]);
}

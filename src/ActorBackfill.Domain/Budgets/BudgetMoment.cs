namespace ActorBackfill.Domain.Budgets;

/// <summary>A reading of the machine's clocks.</summary>
/// <param name="Monotonic">Time that never jumps and that all processes of one boot share.</param>
/// <param name="Wall">The time of day; people and time servers set it.</param>
/// <param name="Boot">Which boot of which machine the monotonic time belongs to; empty when there is no telling.</param>
public sealed record BudgetMoment(TimeSpan Monotonic, DateTimeOffset Wall, string Boot)
{
    // No window of ours is longer, so that more time away would change nothing.
    private static readonly TimeSpan LongestAway = TimeSpan.FromHours(25);

    /// <summary>
    /// Gets how much time has passed for a budget since an earlier reading. Within a boot the wall clock is not asked: set back or forward by
    /// whatever, it neither opens a budget nor keeps it closed. Between boots there is no other clock; it is believed from 0 to 25 hours.
    /// </summary>
    /// <param name="earlier">The reading before.</param>
    public TimeSpan Since(BudgetMoment earlier)
    {
        var passed = Boot == earlier.Boot ? Monotonic - earlier.Monotonic : Wall - earlier.Wall;
        var most = Boot == earlier.Boot ? TimeSpan.MaxValue : LongestAway;
        return passed < TimeSpan.Zero ? TimeSpan.Zero : passed > most ? most : passed;
    }
}

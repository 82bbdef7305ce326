namespace ActorBackfill.Domain.Scaling;

/// <summary>
/// When a number of workers follows the demand: up at once when at least a tenth is lacking, down when a fifth has been too many for five
/// seconds, so that it does not swing. Pure.
/// </summary>
/// <param name="TooManySince">Since when there have been too many; null when there are not.</param>
public sealed record ScalePolicy(TimeSpan? TooManySince = null)
{
    private const double Lacking = 1.1;
    private const double TooMany = 0.8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Decides.</summary>
    /// <param name="current">Workers wanted so far.</param>
    /// <param name="demand">Workers needed.</param>
    /// <param name="most">Workers allowed.</param>
    /// <param name="now">The time, from any beginning.</param>
    /// <returns>Workers wanted from now on, and the policy for the next time.</returns>
    public (int Workers, ScalePolicy Next) Decide(int current, int demand, int most, TimeSpan now)
    {
        var wanted = Math.Clamp(demand, 1, most);
        if (wanted > current && wanted >= Math.Min(current * Lacking, most))
        {
            return (wanted, new ScalePolicy());
        }

        if (wanted > current * TooMany)
        {
            return (current, new ScalePolicy());
        }

        var since = TooManySince ?? now;
        return now - since >= Patience ? (wanted, new ScalePolicy()) : (current, new ScalePolicy(since));
    }
}

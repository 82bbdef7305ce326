namespace ActorBackfill.Domain.Outcomes;

/// <summary>
/// How many retries there may be beside first attempts: a token bucket. Each first attempt earns a share of a token, time earns a few,
/// a retry costs one. A retry beyond it waits, and is never given up: a source that fails everything gets a trickle, not every attempt
/// of every unit. Not thread safe.
/// </summary>
public sealed class RetryBudget
{
    private readonly double _share;
    private readonly double _perSecond;
    private readonly double _most;
    private double _tokens;
    private TimeSpan _at;

    /// <summary>Creates a full bucket.</summary>
    /// <param name="share">Retries a first attempt earns, 0 to 1.</param>
    /// <param name="perSecond">Retries a second earns; above 0.</param>
    /// <param name="most">Retries that can be saved up; at least 1.</param>
    public RetryBudget(double share, double perSecond, double most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        (_share, _perSecond, _most, _tokens) = (share, perSecond, most, most);
    }

    /// <summary>Notes first attempts.</summary>
    /// <param name="count">How many.</param>
    public void Earn(int count) => _tokens = Math.Min(_most, _tokens + (_share * count));

    /// <summary>Spends one retry.</summary>
    /// <param name="now">Since the run began; never goes back.</param>
    /// <returns>How long it has to wait at least; zero while the budget lasts.</returns>
    public TimeSpan Spend(TimeSpan now)
    {
        _tokens = Math.Min(_most, _tokens + (_perSecond * Math.Max(0, (now - _at).TotalSeconds)));
        _at = now > _at ? now : _at;
        _tokens--;
        return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / _perSecond);
    }
}

namespace ActorBackfill.Domain.Jobs;

/// <summary><c>retry { ... }</c>: how often and how fast a unit is tried again.</summary>
public sealed record RetryDefinition
{
    /// <summary>Gets the attempts a unit has in one run, the first included. Key <c>max-attempts</c>; 1 to 100; default 5.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Gets the bound of the first delay. Key <c>min-backoff</c>; default 500 ms.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets the bound of every delay. Key <c>max-backoff</c>; default 30 s. A server's Retry-After is not shortened by it.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long one attempt may take. Key <c>attempt-timeout</c>; default 5 min.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The delay before an attempt: full jitter, uniform in [0, min(max, min * 2^(failed-1))], so that units that failed together do not
    /// come back together.
    /// </summary>
    /// <param name="failedAttempts">Attempts that have failed, at least 1.</param>
    /// <param name="sample">Uniform in [0, 1).</param>
    public TimeSpan DelayAfter(int failedAttempts, double sample)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failedAttempts, 1);
        var bound = Math.Min(MaxBackoff.TotalSeconds, MinBackoff.TotalSeconds * Math.Pow(2, Math.Min(failedAttempts - 1, 40)));
        return TimeSpan.FromSeconds(bound * sample);
    }
}

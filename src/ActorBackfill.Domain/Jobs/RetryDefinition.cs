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

    /// <summary>Gets how long one attempt may go on before its slot is given up for lost. Key <c>hang-timeout</c>; null (default) means 10 s more.</summary>
    public TimeSpan? HangTimeout { get; init; }

    /// <summary>Gets the retries that first attempts earn, in percent of them. Key <c>budget</c>; 0 to 100; default 20.</summary>
    public double BudgetPercent { get; init; } = 20;

    /// <summary>Gets the retries a second that are always allowed. Key <c>budget-per-second</c>; 0.01 to 1,000; default 10.</summary>
    public double BudgetPerSecond { get; init; } = 10;

    /// <summary>Gets when an attempt that ignores its end is given up.</summary>
    public TimeSpan GivenUpAfter => HangTimeout ?? AttemptTimeout + TimeSpan.FromSeconds(10);

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

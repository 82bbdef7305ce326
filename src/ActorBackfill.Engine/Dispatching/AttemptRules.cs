using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>Decides whether and when a failed attempt is made again. Owned by the desk.</summary>
/// <param name="retry">The job's limits.</param>
/// <param name="random">Uniform in [0, 1), for jitter.</param>
internal sealed class AttemptRules(RetryDefinition retry, Func<double> random)
{
    // A server that only ever says "slow down" does not use up a unit's attempts, within reason.
    private const int FreeRateLimitedAttempts = 20;

    // Retries that can be saved up: one burst over all workers goes through at once.
    private const int MostSaved = 100;

    private readonly RetryBudget _budget = new(retry.BudgetPercent / 100, retry.BudgetPerSecond, MostSaved);
    private readonly Dictionary<long, int> _rateLimited = [];

    /// <summary>Notes units that are dealt for the first time: they earn retries.</summary>
    public void NoteFirstAttempts(int count) => _budget.Earn(count);

    /// <summary>Gets the attempt to be made after a failed one, or null: it was the last.</summary>
    /// <param name="failed">The failed one.</param>
    /// <param name="ordinal">Its unit.</param>
    public UnitAttempt? Next(AttemptWithoutRows failed, long ordinal)
    {
        if (!failed.CanRetry)
        {
            return null;
        }

        if (failed.Category == FailureCategory.RateLimited
            && (_rateLimited[ordinal] = _rateLimited.GetValueOrDefault(ordinal) + 1) <= FreeRateLimitedAttempts)
        {
            return failed.Unit;
        }

        return failed.Unit.Attempt < retry.MaxAttempts ? failed.Unit with { Attempt = failed.Unit.Attempt + 1 } : null;
    }

    /// <summary>Gets how long the next attempt waits: for its backoff, for what the server asked, and for the budget of retries.</summary>
    /// <param name="failed">The failed one.</param>
    /// <param name="now">The time.</param>
    public TimeSpan Delay(AttemptWithoutRows failed, Moment now)
    {
        var delay = retry.DelayAfter(failed.Unit.Attempt, random());
        if (failed.RetryAfter is { } asked && asked > delay)
        {
            delay = asked;
        }

        // Who was told to slow down is kept apart by the source's own limit.
        var budget = failed.Category == FailureCategory.RateLimited ? TimeSpan.Zero : _budget.Spend(now.Elapsed);
        return budget > delay ? budget : delay;
    }

    /// <summary>Forgets a unit that has ended.</summary>
    public void Forget(long ordinal) => _rateLimited.Remove(ordinal);
}

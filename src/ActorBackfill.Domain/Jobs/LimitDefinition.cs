using ActorBackfill.Domain.Budgets;

namespace ActorBackfill.Domain.Jobs;

/// <summary>
/// <c>limit { ... }</c>: what a source is asked for at most, over all workers, jobs and processes of the machine that share its budget.
/// Null means no limit of that kind.
/// </summary>
/// <param name="RequestsPerSecond">Rate, evenly spread. Key <c>rate</c>; above 0, at most 1,000,000.</param>
/// <param name="Concurrency">Requests in flight. Key <c>concurrency</c>; 1 to 1,024; null means as many as there are workers.</param>
public sealed record LimitDefinition(double? RequestsPerSecond = null, int? Concurrency = null)
{
    /// <summary>Gets the requests in any 60 seconds. Key <c>per-minute</c>; from 1.</summary>
    public long? PerMinute { get; init; }

    /// <summary>Gets the requests in any 60 minutes. Key <c>per-hour</c>; from 1.</summary>
    public long? PerHour { get; init; }

    /// <summary>Gets the requests in any 24 hours. Key <c>per-day</c>; from 1.</summary>
    public long? PerDay { get; init; }

    /// <summary>Gets whether rate and concurrency are learned from the answers, below those that are set. Key <c>adaptive</c>.</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>Gets the name of the account that is shared with other jobs. Key <c>budget</c>; null means the source's origin.</summary>
    public string? Budget { get; init; }

    /// <summary>Gets whether the account is shared with other runs: a source without any limit needs none.</summary>
    public bool IsShared => this != new LimitDefinition();

    /// <summary>Gets the limits as the budget takes them.</summary>
    public BudgetLimits Limits => new()
    {
        Rate = RequestsPerSecond,
        Concurrency = Concurrency,
        PerMinute = PerMinute,
        PerHour = PerHour,
        PerDay = PerDay,
        IsAdaptive = IsAdaptive,
    };
}

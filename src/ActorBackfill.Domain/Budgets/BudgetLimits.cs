namespace ActorBackfill.Domain.Budgets;

/// <summary>What one run allows itself at a source, or what holds for all of them. Null means no limit of that kind.</summary>
public sealed record BudgetLimits
{
    /// <summary>Gets no limits.</summary>
    public static BudgetLimits None { get; } = new();

    /// <summary>Gets the requests a second, spread evenly; above 0.</summary>
    public double? Rate { get; init; }

    /// <summary>Gets the requests in any 60 seconds.</summary>
    public long? PerMinute { get; init; }

    /// <summary>Gets the requests in any 60 minutes.</summary>
    public long? PerHour { get; init; }

    /// <summary>Gets the requests in any 24 hours.</summary>
    public long? PerDay { get; init; }

    /// <summary>Gets the requests in flight.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Gets whether rate and concurrency are learned from the answers, below the limits that are set.</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>Gets the limits that keep all of two.</summary>
    /// <param name="other">The other limits.</param>
    public BudgetLimits And(BudgetLimits other) => new()
    {
        Rate = Smaller(Rate, other.Rate),
        PerMinute = Smaller(PerMinute, other.PerMinute),
        PerHour = Smaller(PerHour, other.PerHour),
        PerDay = Smaller(PerDay, other.PerDay),
        Concurrency = Smaller(Concurrency, other.Concurrency),
        IsAdaptive = IsAdaptive || other.IsAdaptive,
    };

    /// <summary>Gets the requests that a quota allows; null when there is none.</summary>
    /// <param name="window">One of <see cref="QuotaWindow.Lengths"/>.</param>
    public long? Most(TimeSpan window) => window.TotalMinutes switch { 1 => PerMinute, 60 => PerHour, _ => PerDay };

    private static T? Smaller<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is not { } a ? other : other is not { } b ? a : a.CompareTo(b) <= 0 ? a : b;
}

namespace ActorBackfill.Domain.Budgets;

/// <summary>
/// Requests in flight, learned: fewer when answers take longer than they need to (the gradient), one more a round otherwise, and with
/// patience above what was refused. Every minute a short time with half of them shows how long answers take when nothing queues.
/// </summary>
/// <param name="Most">Requests in flight that hold, before a look at the server with fewer; not whole.</param>
/// <param name="Refused">The number that was refused; null until something was.</param>
/// <param name="LookFrom">When the next look at the server with fewer begins, on the budget's time.</param>
/// <param name="LookUntil">When the last one ends.</param>
public sealed record LearnedSlots(double Most, double? Refused, TimeSpan LookFrom, TimeSpan LookUntil)
{
    private const double First = 4;
    private const double Limit = 1_024;
    private const double FallTo = 0.9;

    // One more than what was refused: a try a minute costs 1 % where a request takes a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan LookPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets slots of which nothing is known.</summary>
    public static LearnedSlots Begin { get; } = new(First, null, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Gets the requests in flight that hold.</summary>
    /// <param name="now">The budget's time.</param>
    public int At(TimeSpan now) => Math.Max(1, (int)(now < LookUntil ? Most / 2 : Most));

    /// <summary>Gets what is left when something was refused although the rate was not at its limit.</summary>
    public LearnedSlots Fall() => this with { Most = Math.Max(1, Most * FallTo), Refused = Most };

    /// <summary>Learns from what came back.</summary>
    /// <param name="answers">What came back.</param>
    /// <param name="latency">How long answers take, with these.</param>
    /// <param name="now">The budget's time.</param>
    /// <param name="passed">Since the last look.</param>
    /// <param name="inFlight">Requests in flight, over all runs.</param>
    /// <param name="limit">The bound that is set, or null.</param>
    public LearnedSlots Follow(Answers answers, LatencyTrend latency, TimeSpan now, TimeSpan passed, int inFlight, int? limit)
    {
        if (answers.Accepted == 0 || latency.Gradient is not { } gradient)
        {
            return this;
        }

        // One step when every slot has had its answer, so that what a step did is seen before the next.
        var step = Math.Min(1, answers.Accepted / Most);
        var more = Refused is { } refused && Most + 1 > refused ? Math.Min(step, passed / Patience) : step;
        var isUsed = inFlight + answers.Accepted >= Most - 1;
        var most = gradient < 1 ? (Most * (1 - ((1 - gradient) * step))) + step
            : isUsed ? Most + more
            : Most;
        var next = this with { Most = Math.Clamp(most, 1, limit ?? Limit) };
        return now >= LookFrom && latency.IsLonger ? next.Look(now, latency) : next;
    }

    private LearnedSlots Look(TimeSpan now, LatencyTrend latency)
    {
        var look = TimeSpan.FromSeconds(3 * latency.Recent);
        return this with { LookFrom = now + LookPause, LookUntil = now + (look > ShortestLook ? look : ShortestLook) };
    }
}

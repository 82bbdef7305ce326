namespace ActorBackfill.Domain.Budgets;

/// <summary>
/// A limit that nobody has said, learned from the answers: a rate and a number of requests in flight, of which one is what holds a run back.
/// What is refused is that one's; what waits in the server is the latter's. The rate falls below what was refused, comes back to it along a cubic curve, rests
/// there, and then tries more, ever faster (the curve of TCP CUBIC, RFC 9438, over the rate).
/// </summary>
/// <param name="Rate">Requests a second that hold.</param>
/// <param name="Ceiling">The rate that the curve rests at; null until something was refused.</param>
/// <param name="Age">How long the curve has run, not counting time in which the rate held nobody back.</param>
/// <param name="Slots">Requests in flight that hold.</param>
/// <param name="Seen">When answers were last looked at, on the budget's time.</param>
/// <param name="DeafUntil">Until when what comes back is of a limit that has fallen already.</param>
/// <param name="Latency">How long answers take.</param>
public sealed record LearnedLimit(
    double Rate, double? Ceiling, TimeSpan Age, LearnedSlots Slots, TimeSpan Seen, TimeSpan DeafUntil, LatencyTrend Latency)
{
    /// <summary>Where an unknown source begins: polite enough for the smallest.</summary>
    public const double FirstRate = 4;

    private const double MostRate = 100_000;
    private const double LeastRate = 1.0 / 60;

    // The rate after a refusal, and after another one soon after: then the limit itself has moved.
    private const double FirstFall = 0.9;
    private const double NextFall = 0.7;

    // What is refused is above the limit; the curve rests a little lower.
    private const double BelowRefused = 0.98;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Doubling = TimeSpan.FromSeconds(3);

    // A try above the limit costs a refusal: at most one in some 120 requests, and not more often than this.
    private const double RequestsOfRest = 120;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stragglers = TimeSpan.FromSeconds(0.5);

    // A limit learned long ago is a guess.
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(10);

    /// <summary>Gets what was accepted since the limit last fell. A server that refuses everything says nothing about its limit.</summary>
    public long Accepted { get; init; }

    /// <summary>Gets a limit of which nothing is known.</summary>
    /// <param name="now">The budget's time.</param>
    public static LearnedLimit Begin(TimeSpan now) =>
        new(FirstRate, null, TimeSpan.Zero, LearnedSlots.Begin, now, TimeSpan.Zero, LatencyTrend.Begin);

    /// <summary>Learns from what came back.</summary>
    /// <param name="answers">What came back since the last look.</param>
    /// <param name="limits">Bounds that are set.</param>
    /// <param name="now">The budget's time.</param>
    /// <param name="isPaced">Whether the rate holds somebody back; a limit that nobody reaches says nothing.</param>
    /// <param name="inFlight">Requests in flight, over all runs.</param>
    /// <param name="closedUntil">Until when the source is closed; in the past when it is open.</param>
    public LearnedLimit Look(Answers answers, BudgetLimits limits, TimeSpan now, bool isPaced, int inFlight, TimeSpan closedUntil)
    {
        var passed = now - Seen < LongestLook ? now - Seen : LongestLook;
        var next = (now - Seen > Stale && Ceiling is not null ? Again() : this) with
        {
            Seen = now,
            Accepted = Accepted + answers.Accepted,
            Latency = Latency.Add(now, answers),
        };
        if (now < DeafUntil)
        {
            return next;
        }

        var isOpen = now >= closedUntil;
        next = answers.Refused > 0 && next.Accepted > 0 ? next.Fall(isPaced, (isOpen ? now : closedUntil) + Stragglers)
            : isPaced && isOpen && !next.Latency.IsQueue ? next.Grow(passed)
            : next;
        return next with
        {
            Rate = Math.Clamp(next.Rate, LeastRate, limits.Rate ?? MostRate),
            Slots = next.Slots.Follow(answers, next.Latency, now, passed, inFlight, limits.Concurrency),
        };
    }

    private LearnedLimit Again() => this with { Rate = Rate * NextFall, Age = TimeSpan.Zero };

    private LearnedLimit Fall(bool isPaced, TimeSpan deafUntil)
    {
        if (!isPaced)
        {
            return this with { DeafUntil = deafUntil, Accepted = 0, Slots = Slots.Fall() };
        }

        // While nothing is known the rate grows fast: what was too much is the rate of one answer ago, over the second before that.
        var refused = Ceiling is null ? Rate / Math.Pow(2, Math.Min(3, (Latency.Recent + 0.5) / Doubling.TotalSeconds)) : Rate;
        var isNext = Ceiling is not null && Age < Soon;
        var ceiling = refused * (isNext ? NextFall / FirstFall : BelowRefused);
        return this with { Ceiling = ceiling, Rate = ceiling * FirstFall, Age = TimeSpan.Zero, Accepted = 0, DeafUntil = deafUntil };
    }

    private LearnedLimit Grow(TimeSpan passed)
    {
        var age = Age + passed;
        if (Ceiling is not { } ceiling)
        {
            return this with { Age = age, Rate = Rate * Math.Pow(2, passed / Doubling) };
        }

        var rest = TimeSpan.FromSeconds(Math.Clamp(RequestsOfRest / ceiling, ShortestRest.TotalSeconds, LongestRest.TotalSeconds));
        var x = (age - rest) / rest;
        return this with { Age = age, Rate = ceiling * (1 + ((1 - FirstFall) * x * x * x)) };
    }
}

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

    // What is refused while more was tried is above the limit, and the curve rests a little lower. What is refused although it had held is
    // too close to a limit for requests that are not evenly on their way: 20 in any second leaves them 1/20 s at 19 a second.
    private const double BelowTried = 0.98;
    private const double BelowHeld = 0.96;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Doubling = TimeSpan.FromSeconds(3);

    // A try above the limit costs a refusal: at most one in some 120 requests, and not more often than this.
    private const double RequestsOfRest = 120;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(2);

    // What the fast search found may be far too low, and so is what is left after two falls in a row when the second was chance: the first try
    // of more comes soon. What was found twice is tried less often.
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan SureRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stragglers = TimeSpan.FromSeconds(0.5);

    // A limit learned long ago is a guess.
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(10);

    /// <summary>Gets how long the curve takes back to where it rests, and rests; null until it has.</summary>
    public TimeSpan? Rest { get; init; }

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
        var ceiling = refused * (isNext ? NextFall / FirstFall : Rate > Ceiling ? BelowTried : BelowHeld);
        return this with
        {
            Ceiling = ceiling,
            Rate = ceiling * FirstFall,
            Age = TimeSpan.Zero,
            Accepted = 0,
            DeafUntil = deafUntil,
            Rest = isNext ? FirstRest : NextRest(ceiling),
        };
    }

    // A limit that is found again where it was need not be tried as often.
    private TimeSpan NextRest(double ceiling)
    {
        if (Ceiling is not { } known || Rest is not { } rest)
        {
            return FirstRest;
        }

        var isSame = Math.Abs((ceiling / known) - 1) < 0.1;
        return rest > FirstRest && isSame ? SureRest : ShortestRest;
    }

    private LearnedLimit Grow(TimeSpan passed)
    {
        var age = Age + passed;
        if (Ceiling is not { } ceiling)
        {
            return this with { Age = age, Rate = Rate * Math.Pow(2, passed / Doubling) };
        }

        var shortest = TimeSpan.FromSeconds(Math.Min(RequestsOfRest / ceiling, LongestRest.TotalSeconds));
        var rest = Longer(shortest, Rest ?? ShortestRest);
        var x = age < rest ? (age - rest) / rest : (age - rest) / Longer(shortest, Rest == FirstRest ? FirstRest : ShortestRest);
        return this with { Age = age, Rate = ceiling * (1 + ((1 - FirstFall) * x * x * x)) };
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

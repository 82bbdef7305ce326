namespace ActorBackfill.Domain.Budgets;

/// <summary>What the server's refusals do to a budget.</summary>
public sealed partial record BudgetState
{
    // Where the server does not say how long: doubled while it refuses everything.
    private static readonly TimeSpan FirstQuiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromMinutes(1);

    private TimeSpan ClosedUntil => Closure?.Until ?? TimeSpan.Zero;

    private BudgetState Closing(BudgetRequest request)
    {
        var refusals = request.Answers.Accepted > 0 ? 0 : Refusals;
        if (request.CloseFor is not { } asked)
        {
            return refusals == Refusals ? this : this with { Refusals = refusals };
        }

        // Those that were in flight when it closed say nothing new.
        var isNew = Clock >= ClosedUntil;
        refusals = isNew ? refusals + 1 : refusals;
        var quiet = asked > TimeSpan.Zero ? asked : Quiet(refusals);
        var until = Clock + quiet;
        if (!isNew && until <= ClosedUntil)
        {
            return this with { Refusals = refusals };
        }

        return this with { Refusals = refusals, Closure = new Closure(isNew ? Clock : Closure!.From, until, request.CloseReason) };
    }

    private static TimeSpan Quiet(int refusals)
    {
        var quiet = FirstQuiet * Math.Pow(2, Math.Clamp(refusals - 1, 0, 10));
        return quiet < LongestQuiet ? quiet : LongestQuiet;
    }

    private BudgetState Learning(Answers answers, BudgetLimits limits)
    {
        if (!limits.IsAdaptive)
        {
            return Learned is null ? this : this with { Learned = null };
        }

        var learned = Learned ?? LearnedLimit.Begin(Clock);
        return this with { Learned = learned.Look(answers, limits, Clock, Parties.Any(p => p.IsPaced && p.IsWaiting(Clock)), Parties.Sum(p => p.InFlight), ClosedUntil) };
    }
}

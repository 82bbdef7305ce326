using System.Collections.Immutable;

namespace ActorBackfill.Domain.Budgets;

/// <summary>
/// The account of one source's requests, shared by all runs that use it. Its time is its own: it goes on with the machine's monotonic clock
/// and, between boots, with the wall clock as far as that is believed (<see cref="BudgetMoment.Since"/>).
/// </summary>
public sealed partial record BudgetState
{
    /// <summary>The longest that a run which waits stays away: others may have changed the limits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    // A run that has not asked again by then is looked for; one of another machine is gone after a minute.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    /// <summary>Gets the last reading of the clocks.</summary>
    public required BudgetMoment Seen { get; init; }

    /// <summary>Gets the budget's time at that reading, from its beginning.</summary>
    public TimeSpan Clock { get; init; }

    /// <summary>Gets how many requests have started, over all runs.</summary>
    public long Released { get; init; }

    /// <summary>Gets what has started lately, and when the next is due.</summary>
    public Pace Pace { get; init; } = Pace.Begin;

    /// <summary>Gets the quotas that somebody has or had, each with what it counted.</summary>
    public ImmutableArray<QuotaWindow> Quotas { get; init; } = [];

    /// <summary>Gets the last time in which the server wanted quiet; null when it never did.</summary>
    public Closure? Closure { get; init; }

    /// <summary>Gets how often in a row the server wanted quiet without having answered anything in between.</summary>
    public int Refusals { get; init; }

    /// <summary>Gets the limit that is learned; null when nobody asks for it.</summary>
    public LearnedLimit? Learned { get; init; }

    /// <summary>Gets the runs that use the budget.</summary>
    public ImmutableArray<BudgetParty> Parties { get; init; } = [];

    /// <summary>Gets a budget that nobody has used.</summary>
    /// <param name="now">The clocks.</param>
    public static BudgetState Begin(BudgetMoment now) => new() { Seen = now };

    /// <summary>Gives turns to a run, as many as there are now.</summary>
    /// <param name="request">What it wants and what it has to tell.</param>
    /// <param name="now">The clocks.</param>
    /// <param name="isAlive">Whether the process of a run is there; asked about those that have not been heard of.</param>
    /// <returns>The budget after that, and its answer.</returns>
    public (BudgetState State, BudgetAnswer Answer) Reserve(BudgetRequest request, BudgetMoment now, Func<PartyId, bool> isAlive)
    {
        var at = Clock + now.Since(Seen);
        var state = (this with { Seen = now, Clock = at }).WithoutTheDead(request.Who, isAlive).With(request).Closing(request);
        var limits = state.Limits;
        state = state.Counting(limits).Learning(request.Answers, limits);
        return state.Give(request, limits);
    }

    /// <summary>Takes a run out that has ended.</summary>
    /// <param name="who">The run's id.</param>
    /// <param name="now">The clocks.</param>
    public BudgetState Leave(string who, BudgetMoment now) =>
        this with { Seen = now, Clock = Clock + now.Since(Seen), Parties = Parties.RemoveAll(p => p.Who.Id == who) };

    private BudgetLimits Limits => Parties.Aggregate(BudgetLimits.None, (all, party) => all.And(party.Limits));

    private BudgetState WithoutTheDead(PartyId asking, Func<PartyId, bool> isAlive)
    {
        if (Parties.All(p => p.FreshUntil > Clock || p.Who.Id == asking.Id))
        {
            return this;
        }

        var parties = ImmutableArray.CreateBuilder<BudgetParty>();
        foreach (var party in Parties)
        {
            if (party.FreshUntil > Clock || party.Who.Id == asking.Id)
            {
                parties.Add(party);
            }
            else if (isAlive(party.Who))
            {
                // Alive and silent: idle, or frozen with requests in flight. It waits for no turn.
                parties.Add(party with { Wanted = 0, FreshUntil = Clock + Late });
            }
        }

        return this with { Parties = parties.ToImmutable() };
    }

    private BudgetState With(BudgetRequest request)
    {
        var known = Find(request.Who.Id);
        var party = (known < 0 ? new BudgetParty(request.Who, request.Limits, 0, 0, TimeSpan.Zero, Clock) : Parties[known]) with
        {
            Limits = request.Limits,
            Wanted = request.Wanted,
            InFlight = request.InFlight,
            FreshUntil = Clock + Late,
        };
        return this with { Parties = known < 0 ? Parties.Add(party) : Parties.SetItem(known, party) };
    }

    // What is counted from now on: a quota that nobody has any more is counted until it is empty.
    private BudgetState Counting(BudgetLimits limits)
    {
        var quotas = Quotas;
        foreach (var length in QuotaWindow.Lengths)
        {
            if (limits.Most(length) is not null && quotas.All(q => q.Length != length))
            {
                quotas = [.. quotas.Add(new QuotaWindow(length, [])).OrderBy(q => q.Length)];
            }
        }

        if (quotas.IsEmpty)
        {
            return this;
        }

        quotas = [.. quotas.Select(q => q.At(Clock)).Where(q => limits.Most(q.Length) is not null || !q.Slices.IsEmpty)];
        return this with { Quotas = quotas };
    }

    private int Find(string id)
    {
        for (var i = 0; i < Parties.Length; i++)
        {
            if (Parties[i].Who.Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}

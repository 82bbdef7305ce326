namespace ActorBackfill.Domain.Budgets;

/// <summary>Which run of which process asks for turns. Number and start name a process for ever: numbers are used again.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Process">The process' number.</param>
/// <param name="ProcessStart">When the process began, good for comparing only.</param>
/// <param name="Boot">The boot it lives in; see <see cref="BudgetMoment.Boot"/>.</param>
public sealed record PartyId(string Id, int Process, string ProcessStart, string Boot);

/// <summary>A run that uses a budget, as the budget knows it.</summary>
/// <param name="Who">Which.</param>
/// <param name="Limits">What it allows itself; the strictest of all hold for everyone.</param>
/// <param name="Wanted">Requests that waited when it last asked.</param>
/// <param name="InFlight">Requests in flight when it last asked, with the turns it got.</param>
/// <param name="LastTurn">When it last got a turn, on the budget's time: whoever was served longest ago comes first.</param>
/// <param name="FreshUntil">Until when it is expected to ask again; later its process is looked for.</param>
public sealed record BudgetParty(PartyId Who, BudgetLimits Limits, int Wanted, int InFlight, TimeSpan LastTurn, TimeSpan FreshUntil)
{
    /// <summary>Gets whether it waits for the rate and for nothing else.</summary>
    public bool IsPaced { get; init; }

    /// <summary>Gets whether it waits, and is expected to ask again.</summary>
    /// <param name="now">The budget's time.</param>
    public bool IsWaiting(TimeSpan now) => Wanted > 0 && FreshUntil > now;
}

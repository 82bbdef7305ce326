using System.Collections.Immutable;

namespace ActorBackfill.Domain.Budgets;

/// <summary>What a run asks of a budget, and what it has to tell.</summary>
/// <param name="Who">The run.</param>
/// <param name="Limits">What it allows itself.</param>
public sealed record BudgetRequest(PartyId Who, BudgetLimits Limits)
{
    /// <summary>Gets the requests that wait for a turn.</summary>
    public int Wanted { get; init; }

    /// <summary>Gets the requests in flight.</summary>
    public int InFlight { get; init; }

    /// <summary>Gets how long the first of those that wait has waited.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Gets what came back since the last question.</summary>
    public Answers Answers { get; init; } = Answers.None;

    /// <summary>Gets how long the server asked for quiet since the last question; zero when it named no time, null when it did not ask.</summary>
    public TimeSpan? CloseFor { get; init; }

    /// <summary>Gets what the server said, when it asked for quiet.</summary>
    public string CloseReason { get; init; } = "";
}

/// <summary>What came back from a source in a while.</summary>
/// <param name="Accepted">Answers that were not refusals.</param>
/// <param name="Refused">Refusals: 429, or 503 with Retry-After.</param>
/// <param name="Latency">How long the accepted took, added up.</param>
public sealed record Answers(int Accepted, int Refused, TimeSpan Latency)
{
    /// <summary>Gets nothing.</summary>
    public static Answers None { get; } = new(0, 0, TimeSpan.Zero);

    /// <summary>Adds what came back after.</summary>
    /// <param name="later">It.</param>
    public Answers And(Answers later) => new(Accepted + later.Accepted, Refused + later.Refused, Latency + later.Latency);
}

/// <summary>What a budget says.</summary>
/// <param name="Turns">Requests that start now.</param>
/// <param name="Wait">When to ask again if nothing happens before; null when there is no need to.</param>
public sealed record BudgetAnswer(int Turns, TimeSpan? Wait)
{
    /// <summary>Gets for how long nobody starts; null when the source is open.</summary>
    public TimeSpan? ClosedFor { get; init; }

    /// <summary>Gets why; null when the source is open.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>Gets the requests a second that hold now; null when there is no such limit.</summary>
    public double? Rate { get; init; }

    /// <summary>Gets the requests in flight that hold now, over all runs; null when there is no such limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Gets the quotas, shortest window first.</summary>
    public ImmutableArray<QuotaStanding> Quotas { get; init; } = [];

    /// <summary>Gets whether what still waits, waits for a slot: then to ask again when a request ends is worth it.</summary>
    public bool WaitsForSlot { get; init; }

    /// <summary>Gets whether other runs wait for a slot: then a free one is to be told of at once.</summary>
    public bool OthersWait { get; init; }
}

/// <summary>How a quota stands.</summary>
/// <param name="Window">Its length.</param>
/// <param name="Most">Requests it has.</param>
/// <param name="Used">Requests of the last window.</param>
public sealed record QuotaStanding(TimeSpan Window, long Most, long Used);

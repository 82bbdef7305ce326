using System.Collections.Immutable;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Engine.Ports;

/// <summary>Fetches units.</summary>
public interface IFetchUnits
{
    /// <summary>
    /// Fetches everything of one unit and checks that it is complete; no side effects. Every request goes through the gate.
    /// </summary>
    /// <param name="unit">Whose items.</param>
    /// <param name="gate">Rate and concurrency of the source.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">It could not be had, or not whole.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation);
}

/// <summary>Where a unit's items come from. One instance serves all workers of a run, so it is thread safe.</summary>
public interface ISource : IFetchUnits, IAsyncDisposable
{
    /// <summary>Gets one line for people, without secrets.</summary>
    string Description { get; }

    /// <summary>Gets how many units are dealt to a worker at once because one request can ask for all of them; 1, the default, where it cannot.</summary>
    int UnitsAtOnce => 1;

    /// <summary>Gets what fetches the units of one lease, one after the other; used by one worker. By default the source itself.</summary>
    /// <param name="units">The units, in the order in which they are fetched.</param>
    /// <param name="isAgain">Whether one of them was tried before.</param>
    IFetchUnits Together(IReadOnlyList<PlanUnit> units, bool isAgain) => this;
}

/// <summary>A source that can tell before the first unit whether it will be able to answer at all: its tables and columns are there.</summary>
public interface ICheckSource
{
    /// <summary>Looks; nothing of a unit is fetched.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>All that is wrong, each with the key of the job file; empty when nothing is.</returns>
    ValueTask<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation);
}

/// <summary>What a source gave for a unit.</summary>
/// <param name="Items">All items, pages in order.</param>
/// <param name="Requests">Requests made.</param>
/// <param name="SizeBytes">Bytes received, decompressed.</param>
public sealed record FetchedUnit(IReadOnlyList<Item> Items, int Requests, long SizeBytes)
{
    /// <summary>Gets a unit without items, requests or bytes.</summary>
    public static FetchedUnit Nothing { get; } = new([], 0, 0);

    /// <summary>Gets what is odd about it and was no failure by the job's word; a few sentences at most.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

/// <summary>Rate and concurrency of a source, shared by all workers. Thread safe.</summary>
public interface IRequestGate
{
    /// <summary>Waits for the turn of one request.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The turn; disposing it says that the request has ended.</returns>
    ValueTask<IDisposable> EnterAsync(CancellationToken cancellation);

    /// <summary>Lets no request start for a while, for everyone: the server asked for it. To be called before the turn ends.</summary>
    /// <param name="delay">How long, from now; the longest asked for counts. Zero when the server named no time: the budget decides.</param>
    /// <param name="reason">For the person who watches: <c>429 with Retry-After 5 s</c>.</param>
    void CloseFor(TimeSpan delay, string reason);
}

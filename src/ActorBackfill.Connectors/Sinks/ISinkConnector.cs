using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>What differs between databases around the transactions of a writer: connections, turns, and what errors mean.</summary>
internal interface ISinkConnector : IDisposable
{
    /// <summary>Gets who may commit, or null before a run has claimed the sink.</summary>
    Fence? Claimed { get; }

    /// <summary>Gets the sink's clock.</summary>
    TimeProvider Time { get; }

    /// <summary>Takes the turn to write; null where the database gives turns by itself.</summary>
    /// <returns>Disposing it lets the turn go.</returns>
    IDisposable? TakeTurn();

    /// <summary>Opens the writing connection. The turn is held.</summary>
    /// <param name="job">The job's id in the sink.</param>
    ISinkGroup Connect(long job);

    /// <summary>Closes it at the end of the writer's life.</summary>
    void Close(ISinkGroup? group);

    /// <summary>Gets whether the fault lies with the database, the way to it, or others that use it: no unit is to blame.</summary>
    bool IsOfDatabase(Exception error);

    /// <summary>Gets whether the same transaction may well succeed at once: somebody else was in its way.</summary>
    bool IsOfOthers(Exception error);

    /// <summary>Gets the failure of the whole sink, or null when the error is none of it.</summary>
    BackfillException? Unavailable(Exception error);

    /// <summary>Gets the failure of one unit whose transaction failed.</summary>
    BackfillException Refused(Exception error);
}

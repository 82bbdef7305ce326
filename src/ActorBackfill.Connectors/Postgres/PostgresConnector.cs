using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Connects a writer to one PostgreSQL database; contracts, "PostgreSQL". The database gives turns by its own locks.</summary>
internal sealed class PostgresConnector(PostgresSink sink) : ISinkConnector
{
    public Fence? Claimed => sink.Claimed;

    public TimeProvider Time => sink.Time;

    public IDisposable? TakeTurn() => null;

#pragma warning disable CA2000 // The connection belongs to what is returned.
    public ISinkGroup Connect(long job) => new PostgresGroup(sink.Server.OpenForWriting(), sink, job);
#pragma warning restore CA2000

    public void Close(ISinkGroup? group) => group?.Dispose();

    public bool IsOfDatabase(Exception error) => PostgresErrors.IsOfDatabase(error);

    public bool IsOfOthers(Exception error) => PostgresErrors.IsOfOthers(error);

    public BackfillException? Unavailable(Exception error) => PostgresErrors.IsOfDatabase(error) ? PostgresErrors.Unavailable(sink.Server.Address, error) : null;

    public BackfillException Refused(Exception error) => PostgresErrors.Refused(error);

    public void Dispose()
    {
        // The server belongs to the sink.
    }
}

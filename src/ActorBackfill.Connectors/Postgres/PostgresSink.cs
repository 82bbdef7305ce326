using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>A PostgreSQL database as a job's sink: one writer, any number of readers, ledger and outbox beside the job's tables. Thread safe but for what it opens.</summary>
public sealed class PostgresSink : ISinkStore
{
    private readonly string _jobIdentity;
    private readonly SinkOpenMode _mode;
    private Fence? _claimed;

    private PostgresSink(PostgresServer server, ImmutableArray<PostgresTable> tables, string jobIdentity, SinkOpenMode mode, PostgresOptions options, TimeProvider time)
    {
        (Server, Tables, Options, Time) = (server, tables, options, time);
        (_jobIdentity, _mode) = (jobIdentity, mode);
        Ledger = new PostgresLedger(this, jobIdentity);
    }

    /// <inheritdoc/>
    public string Description => $"PostgreSQL {Server.Address.Text}";

    /// <inheritdoc/>
    public ILedger Ledger { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> TablesWithoutUnits => [.. Tables.Where(t => !t.HasUnit).Select(t => t.Table.Name)];

    ImmutableArray<SinkTable> ISinkStore.Tables => [.. Tables.Select(t => new SinkTable(t.Table, t.HasUnit))];

    internal PostgresServer Server { get; }

    internal ImmutableArray<PostgresTable> Tables { get; }

    internal PostgresOptions Options { get; }

    internal TimeProvider Time { get; }

    /// <summary>Gets who may commit, or null before a run has claimed the sink.</summary>
    internal Fence? Claimed
    {
        get => Volatile.Read(ref _claimed);
        set => Volatile.Write(ref _claimed, value);
    }

    /// <summary>Opens a sink: reaches the server, and creates or checks the tables.</summary>
    /// <param name="address">The database.</param>
    /// <param name="tables">The job's tables.</param>
    /// <param name="jobIdentity">The job's identity text; names its rows in the ledger.</param>
    /// <param name="mode">What may be created; the database itself never is.</param>
    /// <param name="options">Waits and sizes, or null for the defaults.</param>
    /// <param name="time">The clock, or null for the system's.</param>
    /// <exception cref="SinkUnusableException">The tables do not fit; nothing was changed.</exception>
    /// <exception cref="BackfillException">The server cannot be reached or cannot be used now.</exception>
    public static PostgresSink Open(
        PostgresAddress address, ImmutableArray<TableDefinition> tables, string jobIdentity, SinkOpenMode mode, PostgresOptions? options = null, TimeProvider? time = null)
    {
        options ??= new PostgresOptions();
#pragma warning disable CA2000 // The server belongs to the sink.
        var server = new PostgresServer(address, options);
#pragma warning restore CA2000
        try
        {
            var prepared = PostgresOpening.Run(server, tables, mode);
            return new PostgresSink(server, prepared, jobIdentity, mode, options, time ?? TimeProvider.System);
        }
        catch (PostgresException e) when (!PostgresErrors.IsOfDatabase(e))
        {
            server.Dispose();
            throw new SinkUnusableException($"sink {address.Text} cannot be used: {PostgresErrors.Say(e)}", e);
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            server.Dispose();
            throw PostgresErrors.Unavailable(address, e);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The sink was opened to read.</exception>
    public ISinkWriter OpenWriter()
    {
        RefuseWhenReadOnly();
        return new SinkWriter(new PostgresConnector(this));
    }

    /// <inheritdoc/>
    public ISinkReader OpenReader() => new PostgresSinkReader(Server);

    ISinkView ISinkStore.OpenView() => new PostgresView(this);

    BackfillException? ISinkStore.Unavailable(Exception error) => PostgresErrors.IsOfDatabase(error) ? PostgresErrors.Unavailable(Server.Address, error) : null;

    /// <summary>Gets the job's id in the sink, or null when the sink has nothing of it.</summary>
    internal long? JobId(NpgsqlConnection connection) => PostgresLedgerTables.Exist(connection)
        ? connection.Scalar("SELECT id FROM backfill_job WHERE identity = $1", PostgresConnection.Text(_jobIdentity)) as long?
        : null;

    /// <summary>Sees to it that nothing is written through a sink that was opened to read.</summary>
    internal void RefuseWhenReadOnly()
    {
        if (_mode == SinkOpenMode.ReadOnly)
        {
            throw new InvalidOperationException($"sink {Server.Address.Text} was opened to read");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Server.Dispose();
}

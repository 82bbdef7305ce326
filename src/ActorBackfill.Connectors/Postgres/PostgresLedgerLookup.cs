using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Answers what a PostgreSQL sink's ledger says of single units, on one connection.</summary>
internal sealed class PostgresLedgerLookup : ILedgerLookup
{
    private readonly PostgresServer _server;
    private readonly string _identity;
    private readonly NpgsqlConnection? _connection;

    public PostgresLedgerLookup(PostgresAddress address, string jobIdentity)
    {
        _identity = jobIdentity;
        _server = new PostgresServer(address, new PostgresOptions());
        try
        {
            var connection = _server.OpenForReading();
            _connection = PostgresLedgerTables.Exist(connection) ? connection : null;
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e) || e is PostgresException)
        {
            // A list without the ledger's details is still a list; doctor and verify are there to say what is wrong with a sink.
        }
    }

    /// <inheritdoc/>
    public LedgerUnit? Find(string key) => _connection?.Rows(
        "SELECT unit, n, attempt, rows, hash FROM backfill_ledger WHERE job = (SELECT id FROM backfill_job WHERE identity = $1) AND unit = $2",
        SinkRows.LedgerUnit,
        PostgresConnection.Text(_identity),
        PostgresConnection.Text(key)).FirstOrDefault();

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection?.Dispose();
        _server.Dispose();
    }
}

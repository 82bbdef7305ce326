using System.Data;
using System.Data.Common;
using System.Globalization;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Domain.Outcomes;
using Npgsql;
using NpgsqlTypes;

namespace ActorBackfill.Connectors.Sql;

/// <summary>
/// A PostgreSQL database, asked over connections that cannot write; a run may write to the same database through its sink. Rows are read as
/// they come, none is kept but those of the document. Thread safe.
/// </summary>
internal sealed class PostgresDatabase : ISqlDatabase
{
    /// <summary>The most connections of one source, as many as a sink's readers have: half of what a server allows by default.</summary>
    public const int MostConnections = 50;

    // The server ends a query in time; that it is gone altogether is noticed a little later.
    private const int SecondsForTheServer = 15;

    private readonly PostgresAddress _address;
    private readonly string _connection;

    /// <summary>Creates the database; nothing is opened yet.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="timeout">How long one query may take.</param>
    public PostgresDatabase(PostgresAddress address, TimeSpan timeout)
    {
        _address = address;
        var milliseconds = ((long)Math.Ceiling(timeout.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
        _connection = address.Copy(s =>
        {
            // The source keeps its connections itself, with their commands.
            s.Pooling = false;
            s.ApplicationName = "backfill source";
            s.MaxAutoPrepare = 64;
            s.AutoPrepareMinUsages = 2;
            s.CommandTimeout = (int)Math.Ceiling(timeout.TotalSeconds) + SecondsForTheServer;
            s.Options = string.Join(' ', new[] { s.Options, "-c default_transaction_read_only=on -c statement_timeout=" + milliseconds }.Where(o => !string.IsNullOrEmpty(o)));
        }).ConnectionString;
    }

    /// <inheritdoc/>
    public string Description => _address.Text;

    /// <inheritdoc/>
    public int Connections => MostConnections;

    /// <inheritdoc/>
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(_connection);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        await ((NpgsqlConnection)connection).BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    /// <inheritdoc/>
    public string Placeholder(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    /// <inheritdoc/>
    /// <remarks>Without a name, so that the driver leaves the statement alone; without a type, so that it takes that of what it is compared with.</remarks>
    public DbParameter Parameter(int index) => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown };

    /// <inheritdoc/>
    public BackfillException Failure(string place, DbException error) => PostgresErrors.OfSource(place, error);
}

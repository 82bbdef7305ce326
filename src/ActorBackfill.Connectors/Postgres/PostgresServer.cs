using System.Globalization;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Opens connections to one database: one kind that writes, one that cannot. Thread safe.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly PostgresOptions _options;
    private readonly string _writing;
    private readonly NpgsqlDataSource _readers;

    public PostgresServer(PostgresAddress address, PostgresOptions options)
    {
        (Address, _options) = (address, options);
        _writing = address.Copy(s =>
        {
            // Of its own: what it is told (timeouts, prepared statements) must not come to another one's connection.
            s.Pooling = false;
            s.ApplicationName = Name(options);
            s.MaxAutoPrepare = s.ContainsKey("Max Auto Prepare") && s.MaxAutoPrepare > 0 ? s.MaxAutoPrepare : 64;
            s.AutoPrepareMinUsages = 2;
            s.CommandTimeout = Math.Max(s.CommandTimeout, 300);
        }).ConnectionString;
        _readers = NpgsqlDataSource.Create(address.Copy(s =>
        {
            s.MinPoolSize = options.MinPool;
            s.MaxPoolSize = Math.Max(1, options.MaxPool);
            s.ApplicationName = Name(options);
            s.Options = string.Join(' ', new[] { s.Options, "-c default_transaction_read_only=on" }.Where(o => !string.IsNullOrEmpty(o)));
        }));
    }

    public PostgresAddress Address { get; }

    /// <summary>Opens the one kind of connection that may write.</summary>
    public NpgsqlConnection OpenForWriting()
    {
        var connection = new NpgsqlConnection(_writing);
        try
        {
            connection.Open();
            var settings = string.Create(
                CultureInfo.InvariantCulture,
                $"SET lock_timeout = {(long)_options.LockTimeout.TotalMilliseconds}; SET idle_in_transaction_session_timeout = {(long)_options.SilentTransactionTimeout.TotalMilliseconds}");
            connection.Execute(settings);
            // A commit that the server forgets would be found and run again at the next start; better it does not forget.
            connection.Execute("SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Takes a connection that cannot write from the pool; waits while all are in use.</summary>
    public NpgsqlConnection OpenForReading()
    {
        var connection = _readers.OpenConnection();
        try
        {
            connection.Execute("SELECT 1");
            return connection;
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            // The server was restarted while it lay in the pool: so were the others.
            connection.Dispose();
            _readers.Clear();
            return _readers.OpenConnection();
        }
    }

    public void Dispose() => _readers.Dispose();

    private static string Name(PostgresOptions options) => options.Mark is { } mark ? "backfill " + mark : "backfill";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>
/// Makes this process the one holder of a job, on whichever machine: a row in the sink that is renewed while the process lives, and judged
/// by the server's clock. The fence, not the lease, keeps a woken zombie from writing; the lease keeps two runs from competing.
/// </summary>
internal sealed class PostgresLease : IDisposable
{
    /// <summary>How long a holder that says nothing keeps the job.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    private const string Table =
        "CREATE TABLE backfill_lease (identity text PRIMARY KEY, token text NOT NULL, holder text NOT NULL, until timestamptz NOT NULL)";

    private readonly PostgresServer _server;
    private readonly string _identity;
    private readonly JobHolder _state;
    private readonly Lock _lock = new();
    private NpgsqlConnection? _connection;
    private ITimer? _timer;

    private PostgresLease(PostgresServer server, string identity, JobHolder state) => (_server, _identity, _state) = (server, identity, state);

    /// <summary>Gets what marks the connections of this holder, so that whoever takes over can end them.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Takes a job.</summary>
    /// <exception cref="JobHeldException">Another process holds it.</exception>
    public static PostgresLease Take(PostgresAddress address, string identity, string stateDirectory, bool takeover, TimeProvider time)
    {
#pragma warning disable CA2000 // Both belong to the lease.
        var lease = new PostgresLease(new PostgresServer(address, new PostgresOptions()), identity, JobHolder.AcquireState(identity, stateDirectory, takeover, time));
#pragma warning restore CA2000
        try
        {
            lease.Begin(HolderInfo.Me(time.GetUtcNow(), Path.GetFullPath(stateDirectory)), takeover);
            lease._timer = time.CreateTimer(_ => lease.Renew(), null, Renewal, Renewal);
            return lease;
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            lease.Dispose();
            throw PostgresErrors.Unavailable(address, e);
        }
        catch (PostgresException e)
        {
            lease.Dispose();
            throw new Engine.Ports.SinkUnusableException($"sink {address.Text} cannot be used: {PostgresErrors.Say(e)}", e);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Gets who holds a job by the server's clock; null when nobody does.</summary>
    public static HolderInfo? Find(NpgsqlConnection connection, string identity) =>
        PostgresShape.Exists(connection, "backfill_lease")
        && connection.Scalar("SELECT holder FROM backfill_lease WHERE identity = $1 AND until > clock_timestamp()", PostgresConnection.Text(identity)) is string text
        && HolderInfo.Read(Encoding.UTF8.GetBytes(text)) is { } holder && !HasEnded(holder) ? holder : null;

    /// <summary>Lets the job go.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
            try
            {
                _connection?.Execute("DELETE FROM backfill_lease WHERE identity = $1 AND token = $2", PostgresConnection.Text(_identity), PostgresConnection.Text(Token));
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
            {
                // It ends by itself.
            }

            _connection?.Dispose();
            _connection = null;
            _server.Dispose();
            _state.Dispose();
        }
    }

    private void Begin(HolderInfo me, bool takeover)
    {
        var connection = _connection = _server.OpenForWriting();
        using var transaction = connection.BeginTransaction();
        PostgresOpening.PrepareSchema(connection, _server.Address);
        if (!PostgresShape.Exists(connection, "backfill_lease"))
        {
            connection.Execute(Table);
        }

        connection.Execute("LOCK TABLE backfill_lease IN SHARE ROW EXCLUSIVE MODE");
        var found = connection.Rows(
            "SELECT token, holder, until > clock_timestamp(), until FROM backfill_lease WHERE identity = $1",
            r => (Token: r.GetString(0), Holder: HolderInfo.Read(Encoding.UTF8.GetBytes(r.GetString(1))), Lasts: r.GetBoolean(2), Until: r.GetDateTime(3)),
            PostgresConnection.Text(_identity)).Select(f => ((string Token, HolderInfo? Holder, bool Lasts, DateTime Until)?)f).FirstOrDefault();
        if (found is { Lasts: true } other && !takeover && !(other.Holder is { } known && HasEnded(known)))
        {
            throw new JobHeldException(_identity, $"backfill_lease in {_server.Address.Text}", other.Holder, string.Create(
                CultureInfo.InvariantCulture, $"if it has died its lease ends at {other.Until.ToUniversalTime():HH:mm:ss} UTC; wait, or take the job over with --takeover"));
        }

        connection.Execute(
            $"INSERT INTO backfill_lease (identity, token, holder, until) VALUES ($1, $2, $3, {Until}) "
            + "ON CONFLICT (identity) DO UPDATE SET token = excluded.token, holder = excluded.holder, until = excluded.until",
            PostgresConnection.Text(_identity),
            PostgresConnection.Text(Token),
            PostgresConnection.Text(Encoding.UTF8.GetString(me.Write())));
        transaction.Commit();
        if (found is { } before)
        {
            // A frozen process may keep a transaction open, and in it the row of the job that a claim needs.
            connection.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND usename = current_user", PostgresConnection.Text("backfill " + before.Token));
        }
    }

    // What goes wrong is tried again with the next renewal; whether somebody else has the job by then, the fence tells.
    private void Renew()
    {
        lock (_lock)
        {
            if (_timer is null)
            {
                return;
            }

            try
            {
                if (_connection is not { State: System.Data.ConnectionState.Open })
                {
                    _connection?.Dispose();
                    _connection = null;
                    _connection = _server.OpenForWriting();
                }

                _connection.Execute($"UPDATE backfill_lease SET until = {Until} WHERE identity = $1 AND token = $2", PostgresConnection.Text(_identity), PostgresConnection.Text(Token));
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
            {
                _connection?.Dispose();
                _connection = null;
            }
        }
    }

    private static string Until => string.Create(CultureInfo.InvariantCulture, $"clock_timestamp() + interval '{Length.TotalSeconds} seconds'");

    // On this machine and this boot a process that is gone is known to be gone.
    private static bool HasEnded(HolderInfo holder) => holder.Host == Environment.MachineName && !holder.IsAliveHere;
}

using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Holds what a run needs of a server against what the server has.</summary>
internal static class PostgresRoom
{
    // The writer, and the lease.
    private const int Own = 2;

    /// <summary>Gets the connections of a run at most: a reader a worker while it asks, the writer, the lease.</summary>
    public static int Needed(PostgresOptions options, int workers) => Own + Math.Max(options.MinPool, Math.Min(workers, options.MaxPool));

    /// <summary>Gets why a run would not get its connections; null when it would.</summary>
    public static string? Problem(NpgsqlConnection connection, PostgresOptions options, int workers)
    {
        var (most, kept, used) = Count(connection);
        var needed = Needed(options, workers);
        return needed <= most - kept - used ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{needed} connections are needed ({workers} workers with a pool of at most {options.MaxPool}, and {Own}), but of the server's max_connections = {most} it keeps {kept} for itself and {used} are in use; take fewer workers, a smaller sink.pool.max, or raise max_connections");
    }

    /// <summary>Gets what a person wants to know before a run.</summary>
    public static IEnumerable<SinkFinding> Findings(NpgsqlConnection connection, PostgresAddress address, PostgresOptions options, int workers)
    {
        var findings = new List<SinkFinding> { new(false, $"{address.Text} answers: PostgreSQL {connection.PostgreSqlVersion}") };
        if (connection.PostgreSqlVersion.Major < PostgresOpening.OldestVersion)
        {
            findings.Add(new SinkFinding(true, $"PostgreSQL {connection.PostgreSqlVersion} is too old", $"{PostgresOpening.OldestVersion} is the oldest that can be used."));
        }

        if (connection.Scalar("SHOW server_encoding") is string encoding and not "UTF8")
        {
            findings.Add(new SinkFinding(true, $"the database keeps its texts as {encoding}", "Create it with ENCODING 'UTF8'."));
        }

        if (connection.Scalar("SELECT pg_is_in_recovery()") is true)
        {
            findings.Add(new SinkFinding(true, "the server is a standby, which cannot be written", "Give the address of the primary."));
        }

        var (most, kept, used) = Count(connection);
        findings.Add(Problem(connection, options, workers) is { } problem
            ? new SinkFinding(true, problem, "Each run needs its connections at the same time.")
            : new SinkFinding(false, string.Create(CultureInfo.InvariantCulture, $"{Needed(options, workers)} connections are needed, {most - kept - used} of {most} are free")));
        findings.AddRange(PostgresRights.Findings(connection));
        return findings;
    }

    // The connection that asks is not counted: it goes before the run comes.
    private static (long Most, long Kept, long Used) Count(NpgsqlConnection connection) => connection.Rows(
        """
        SELECT current_setting('max_connections')::bigint, current_setting('superuser_reserved_connections')::bigint,
          (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())
        """,
        r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2))).Single();
}

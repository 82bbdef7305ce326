using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Opens a sink for the first time in a process: everything that can be wrong with it is found here.</summary>
internal static class PostgresOpening
{
    /// <summary>The oldest version whose SQL this is: <c>pg_current_xact_id</c> came with 13.</summary>
    public const int OldestVersion = 13;

    // One process at a time makes tables: CREATE TABLE IF NOT EXISTS of two at once fails in one of them.
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(4706351294231)";

    /// <summary>Checks the server, creates what may be created, and gives the job's tables.</summary>
    public static ImmutableArray<PostgresTable> Run(PostgresServer server, ImmutableArray<TableDefinition> tables, SinkOpenMode mode)
    {
        if (mode == SinkOpenMode.ReadOnly)
        {
            using var reader = server.OpenForReading();
            return PostgresTables.Prepare(reader, server.Address, tables, create: false);
        }

        using var connection = server.OpenForWriting();
        Check(connection, server.Address);
        using var transaction = connection.BeginTransaction();
        PrepareSchema(connection, server.Address);
        PostgresLedgerTables.Prepare(connection, server.Address);
        var prepared = PostgresTables.Prepare(connection, server.Address, tables, create: true);
        transaction.Commit();
        return prepared;
    }

    /// <summary>Waits for others that make tables, and makes the schema that the address names; in a transaction.</summary>
    public static void PrepareSchema(NpgsqlConnection connection, PostgresAddress address)
    {
        connection.Execute(OneAtATime);
        CreateSchema(connection, address);
    }

    private static void Check(NpgsqlConnection connection, PostgresAddress address)
    {
        if (connection.PostgreSqlVersion.Major < OldestVersion)
        {
            throw new SinkUnusableException($"sink {address.Text} is PostgreSQL {connection.PostgreSqlVersion}; {OldestVersion} is the oldest that can be used");
        }

        if (connection.Scalar("SHOW server_encoding") is string encoding and not "UTF8")
        {
            throw new SinkUnusableException($"sink {address.Text} keeps its texts as {encoding}; only UTF8 keeps all of them: create the database with ENCODING 'UTF8'");
        }
    }

    private static void CreateSchema(NpgsqlConnection connection, PostgresAddress address)
    {
        var first = address.SearchPath.Split(',')[0].Trim().Trim('"');
        if (first.Length > 0 && first != "$user")
        {
            // Whoever may not make schemas may use one that is there.
            if (connection.Scalar("SELECT 1 FROM pg_namespace WHERE nspname = $1", PostgresConnection.Text(first)) is null)
            {
                connection.Execute($"CREATE SCHEMA {SqlName.Quote(first)}");
            }
        }
        else if (connection.Scalar("SELECT current_schema()") is null)
        {
            throw new SinkUnusableException($"sink {address.Text} has no schema to make tables in; name one with ?schema=NAME");
        }
    }
}

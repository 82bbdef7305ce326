using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>The tables of ours in a sink: fence, ledger and outbox (contracts, "Tables of ours in the sink"), and the lease.</summary>
internal static class PostgresLedgerTables
{
    // Keys in the order of their bytes, as SQLite has them: plans are in that order, and two sinks can be compared along it.
    private static readonly (string Table, string Columns, string Sql)[] All =
    [
        ("backfill_job", "id,name,identity,sink_id,run,last_n,chain",
            "CREATE TABLE backfill_job (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, identity text NOT NULL UNIQUE, "
            + "sink_id text NOT NULL, run text NOT NULL, last_n bigint NOT NULL, chain text)"),
        ("backfill_ledger", "job,unit,n,attempt,rows,hash",
            "CREATE TABLE backfill_ledger (job bigint NOT NULL, unit text COLLATE \"C\" NOT NULL, n bigint NOT NULL, attempt integer NOT NULL, "
            + "rows bigint NOT NULL, hash bytea NOT NULL, PRIMARY KEY (job, unit))"),
        ("backfill_commit", "job,n,run,at,units,event,chain",
            "CREATE TABLE backfill_commit (job bigint NOT NULL, n bigint NOT NULL, run text NOT NULL, at timestamptz NOT NULL, "
            + "units integer NOT NULL, event bytea, chain text NOT NULL, PRIMARY KEY (job, n))"),
    ];

    /// <summary>Gets whether the sink has them.</summary>
    public static bool Exist(NpgsqlConnection connection) => PostgresShape.Exists(connection, All[0].Table);

    /// <summary>Creates or checks them.</summary>
    /// <exception cref="SinkUnusableException">Other tables have these names, or another version made them.</exception>
    public static void Prepare(NpgsqlConnection connection, PostgresAddress address)
    {
        foreach (var (table, columns, sql) in All)
        {
            if (PostgresShape.Read(connection, table) is not { } shape)
            {
                connection.Execute(sql);
            }
            else if (string.Join(',', shape.Columns.Select(c => c.Name)) is var found && found != columns)
            {
                throw new SinkUnusableException($"sink {address.Text}: {table} has the columns {found}, this version knows {columns}");
            }
        }
    }
}

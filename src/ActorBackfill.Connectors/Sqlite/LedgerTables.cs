using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>The three tables of ours in a sink: fence, ledger and outbox (contracts, "Tables of ours in the sink").</summary>
internal static class LedgerTables
{
    private static readonly (string Table, string Columns, string Sql)[] All =
    [
        ("backfill_job", "id,name,identity,sink_id,run,last_n,chain",
            "CREATE TABLE backfill_job (id INTEGER PRIMARY KEY, name TEXT NOT NULL, identity TEXT NOT NULL UNIQUE, sink_id TEXT NOT NULL, "
            + "run TEXT NOT NULL, last_n INTEGER NOT NULL, chain TEXT)"),
        ("backfill_ledger", "job,unit,n,attempt,rows,hash",
            "CREATE TABLE backfill_ledger (job INTEGER NOT NULL, unit TEXT NOT NULL, n INTEGER NOT NULL, attempt INTEGER NOT NULL, "
            + "rows INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (job, unit)) WITHOUT ROWID"),
        ("backfill_commit", "job,n,run,at,units,event,chain",
            "CREATE TABLE backfill_commit (job INTEGER NOT NULL, n INTEGER NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL, "
            + "units INTEGER NOT NULL, event BLOB, chain TEXT NOT NULL, PRIMARY KEY (job, n))"),
    ];

    /// <summary>Gets whether the sink has them.</summary>
    public static bool Exist(SqliteConnection connection) => TableShape.Read(connection, All[0].Table) is not null;

    /// <summary>Creates or checks them.</summary>
    /// <exception cref="SinkUnusableException">Other tables have these names, or another version made them.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        foreach (var (table, columns, sql) in All)
        {
            if (TableShape.Read(connection, table) is not { } shape)
            {
                SinkFile.Execute(connection, sql);
            }
            else if (string.Join(',', shape.Columns.Select(c => c.Name)) is var found && found != columns)
            {
                throw new SinkUnusableException($"sink {connection.DataSource}: {table} has the columns {found}, this version knows {columns}");
            }
        }
    }
}

using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Answers what a sink's ledger says of single units, on one read-only connection; for lists and reports.</summary>
public sealed class LedgerLookup : ILedgerLookup
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteParameter _unit;
    private bool _hasLedger;

    private LedgerLookup(string sinkPath, string jobIdentity)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = SinkFile.RealPath(sinkPath),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        _find = _connection.CreateCommand();
        _find.CommandText = """
            SELECT unit, n, attempt, rows, hash FROM backfill_ledger
            WHERE job = (SELECT id FROM backfill_job WHERE identity = $identity) AND unit = $unit
            """;
        _find.Parameters.AddWithValue("$identity", jobIdentity);
        _unit = _find.Parameters.AddWithValue("$unit", "");
    }

    /// <summary>Opens the ledger of a job; one that finds nothing where the sink is missing, has no ledger, or cannot be read.</summary>
    /// <param name="sinkPath">The sink's file.</param>
    /// <param name="jobIdentity">The job's identity text.</param>
    public static LedgerLookup Open(string sinkPath, string jobIdentity)
    {
        var lookup = new LedgerLookup(sinkPath, jobIdentity);
        try
        {
            if (File.Exists(sinkPath))
            {
                lookup._connection.Open();
                lookup._hasLedger = LedgerTables.Exist(lookup._connection);
            }
        }
        catch (SqliteException)
        {
            // A list without the ledger's details is still a list; verify is there to say what is wrong with a sink.
        }

        return lookup;
    }

    /// <inheritdoc/>
    public LedgerUnit? Find(string key)
    {
        if (!_hasLedger)
        {
            return null;
        }

        _unit.Value = key;
        using var row = _find.ExecuteReader();
        return row.Read() ? SinkRows.LedgerUnit(row) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find.Dispose();
        _connection.Dispose();
    }
}

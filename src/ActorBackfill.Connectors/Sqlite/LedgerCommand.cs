using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>A command about one job's ledger.</summary>
internal sealed class LedgerCommand : IDisposable
{
    private readonly SqliteCommand _command;

    public LedgerCommand(SqliteConnection connection, string sql, string jobIdentity)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _command.Parameters.AddWithValue("$identity", jobIdentity);
    }

    /// <summary>Gives a parameter its value.</summary>
    public LedgerCommand Add(string name, object value)
    {
        _command.Parameters.AddWithValue(name, value);
        return this;
    }

    /// <summary>Reads the rows as they are asked for.</summary>
    public IEnumerable<T> Read<T>(Func<SqliteDataReader, T> row)
    {
        using var reader = _command.ExecuteReader();
        while (reader.Read())
        {
            yield return row(reader);
        }
    }

    public void Dispose() => _command.Dispose();
}

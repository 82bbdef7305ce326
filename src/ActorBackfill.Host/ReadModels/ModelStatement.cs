using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>One prepared statement of the read model with numbered parameters <c>?1</c>, <c>?2</c>.</summary>
internal sealed class ModelStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public ModelStatement(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Callers give constants of ours and numbers; texts are parameters.
        _command.CommandText = sql;
#pragma warning restore CA2100
        _command.Transaction = transaction;
    }

    public void Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        _command.ExecuteNonQuery();
    }

    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Gets rows, read as they are asked for.</summary>
    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    /// <summary>Writes an instant so that it sorts as text.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i < _command.Parameters.Count)
            {
                _command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }
            else
            {
                _command.Parameters.AddWithValue("?" + (i + 1).ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
            }
        }
    }
}

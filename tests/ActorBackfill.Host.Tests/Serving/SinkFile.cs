using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>Looks into a sink, read-only.</summary>
internal sealed class SinkFile(string path)
{
    public IReadOnlyList<string> Column(string table, string column)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {column} FROM {table} ORDER BY 1";
        using var rows = command.ExecuteReader();
        var values = new List<string>();
        while (rows.Read())
        {
            values.Add(rows.GetString(0));
        }

        return values;
    }
}

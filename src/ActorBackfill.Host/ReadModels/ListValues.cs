using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.ReadModels;

/// <summary>The numbers of list values in the read model, as the journal registered them: a row an event.</summary>
internal static class ListValues
{
    public static void Add(SqliteConnection connection, SqliteTransaction transaction, long seq, ValuesRegistered registered)
    {
        var content = JsonText.OneLine(json =>
        {
            json.WriteStartArray("values");
            foreach (var value in registered.Values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        });
        using var write = new ModelStatement(connection, "INSERT OR REPLACE INTO list_values (seq, dimension, content) VALUES (?1, ?2, ?3)", transaction);
        write.Execute(seq, registered.Dimension, content);
    }

    public static ValueRegistry Read(SqliteConnection connection, SqliteTransaction? transaction)
    {
        var registry = new ValueRegistry();
        using var query = new ModelStatement(connection, "SELECT dimension, content FROM list_values ORDER BY seq", transaction);
        using var rows = query.Read();
        while (rows.Read())
        {
            using var content = JsonDocument.Parse(rows.GetString(1));
            registry.Add(rows.GetString(0), content.RootElement.GetProperty("values").EnumerateArray().Select(v => v.GetString()!).ToList());
        }

        return registry;
    }
}

using System.Data.Common;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>What is read from any database.</summary>
internal static class SinkRows
{
    /// <summary>Reads all rows of an answer: values by column name.</summary>
    /// <param name="reader">The answer.</param>
    /// <param name="value">Makes the driver's value, never <see cref="DBNull"/>, one of ours.</param>
    public static List<IReadOnlyDictionary<string, object?>> Read(DbDataReader reader, Func<object, object?> value)
    {
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        while (reader.Read())
        {
            var row = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row[reader.GetName(i)] = reader.IsDBNull(i) ? null : value(reader.GetValue(i));
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Reads a row of the ledger: unit, n, attempt, rows, hash.</summary>
    public static LedgerUnit LedgerUnit(DbDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3), ContentHash.Read(row.GetFieldValue<byte[]>(4)));

    /// <summary>Gets a text as every database keeps it. The reason of a rejected row quotes its value, and the value may be what no text can hold.</summary>
    public static string Storable(string text) => string.Concat(text.EnumerateRunes().Select(r => r.Value == 0 ? "\uFFFD" : r.ToString()));
}

using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Lists;

/// <summary>
/// Reads a list from a SQLite file, page by page behind the last key: rows that are added or deleted meanwhile move no page, as they would
/// with OFFSET. Blocks.
/// </summary>
internal static class QueryEntityReader
{
    /// <summary>Reads all pages.</summary>
    /// <param name="query">File, SELECT and key.</param>
    /// <param name="attributes">Further columns.</param>
    /// <param name="rows">Gets the entities.</param>
    /// <param name="cancellation">Gives up between two pages.</param>
    /// <exception cref="BackfillException">The file, the SELECT or a column is not right.</exception>
    public static void Read(QueryEntities query, ImmutableArray<string> attributes, EntityRows rows, CancellationToken cancellation)
    {
        if (!File.Exists(query.Path))
        {
            throw new BackfillException(FailureCategory.NotFound, $"{query.Path}: there is no such file");
        }

        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = query.Path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 30,
            }.ToString());
            connection.Open();
            object? last = null;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                last = ReadPage(connection, query, attributes, rows, last);
            }
            while (last is not null);
        }
        catch (SqliteException e)
        {
            throw new BackfillException(FailureCategory.SourceSchema, $"the list's query on {query.Path} cannot be answered: {e.Message}", e);
        }
    }

    // Gets the key behind which the next page begins; null when this one was the last.
    private static object? ReadPage(SqliteConnection connection, QueryEntities query, ImmutableArray<string> attributes, EntityRows rows, object? last)
    {
        var key = $"\"{query.Key.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The SELECT is the job file's; it is opened read-only.
        command.CommandText = $"SELECT * FROM ({query.Sql}) WHERE {(last is null ? $"{key} IS NOT NULL" : $"{key} > $last")} ORDER BY {key} LIMIT $most";
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$last", last ?? DBNull.Value);
        command.Parameters.AddWithValue("$most", query.PageSize);
        using var reader = command.ExecuteReader();
        var places = attributes.Prepend(query.Key).Select(name => PlaceOf(name, reader, query)).ToArray();
        var of = new string?[attributes.Length];
        var count = 0;
        for (; reader.Read(); count++)
        {
            last = reader.GetValue(places[0]);
            for (var i = 0; i < of.Length; i++)
            {
                of[i] = Text(reader.GetValue(places[i + 1]));
            }

            rows.Add(Text(last), of, $"a row of {query.Path}");
        }

        return count < query.PageSize ? null : last;
    }

    private static int PlaceOf(string name, SqliteDataReader reader, QueryEntities query)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (string.Equals(reader.GetName(i), name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new BackfillException(FailureCategory.SourceSchema, $"the list's query on {query.Path} has no column '{name}'");
    }

    private static string? Text(object value) => value switch
    {
        DBNull => null,
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}

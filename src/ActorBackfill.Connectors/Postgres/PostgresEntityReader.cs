using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Connectors.Lists;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>
/// Reads a list from a PostgreSQL database, page by page behind the last key: rows that are added or deleted meanwhile move no page, as they
/// would with OFFSET. Blocks.
/// </summary>
internal static class PostgresEntityReader
{
    /// <summary>Reads all pages.</summary>
    /// <param name="query">Database, SELECT and key.</param>
    /// <param name="attributes">Further columns.</param>
    /// <param name="rows">Gets the entities.</param>
    /// <param name="cancellation">Gives up between two pages.</param>
    /// <exception cref="BackfillException">The database, the SELECT or a column is not right.</exception>
    public static void Read(ServerEntities query, ImmutableArray<string> attributes, EntityRows rows, CancellationToken cancellation)
    {
        var address = PostgresAddress.Parse(query.Dsn);
        try
        {
            using var server = new PostgresServer(address, new PostgresOptions());
            using var connection = server.OpenForReading();
            string? last = null;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                last = ReadPage(connection, query, attributes, rows, last, address.Text);
            }
            while (last is not null);
        }
        catch (PostgresException e) when (!PostgresErrors.IsOfDatabase(e))
        {
            throw new BackfillException(FailureCategory.SourceSchema, $"the list's query on {address.Text} cannot be answered: {PostgresErrors.Say(e)}", e);
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            throw new BackfillException(FailureCategory.Transient, $"the list's database {address.Text} cannot be asked: {PostgresErrors.Say(e)}", e);
        }
    }

    // Gets the key behind which the next page begins; null when this one was the last.
    private static string? ReadPage(NpgsqlConnection connection, ServerEntities query, ImmutableArray<string> attributes, EntityRows rows, string? last, string place)
    {
        var key = $"q.\"{query.Key.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        // The key goes back as the text it came as, and takes the column's type there.
        var behind = last is null ? $"{key} IS NOT NULL" : $"{key} > @last";
        using var command = connection.Command($"SELECT q.*, {key}::text FROM ({query.Sql}) q WHERE {behind} ORDER BY {key} LIMIT {query.PageSize.ToString(CultureInfo.InvariantCulture)}");
        if (last is not null)
        {
            command.Parameters.Add(PostgresSinkReader.Parameter("last", last));
        }

        using var reader = command.ExecuteReader();
        var places = attributes.Select(name => PlaceOf(name, reader, place)).ToArray();
        var of = new string?[attributes.Length];
        var count = 0;
        for (; reader.Read(); count++)
        {
            last = reader.GetString(reader.FieldCount - 1);
            for (var i = 0; i < of.Length; i++)
            {
                of[i] = PostgresTypes.Value(reader.GetValue(places[i])) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
            }

            rows.Add(last, of, $"a row of {place}");
        }

        return count < query.PageSize ? null : last;
    }

    private static int PlaceOf(string name, NpgsqlDataReader reader, string place)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (string.Equals(reader.GetName(i), name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new BackfillException(FailureCategory.SourceSchema, $"the list's query on {place} has no column '{name}'");
    }
}

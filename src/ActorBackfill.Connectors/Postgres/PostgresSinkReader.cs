using System.Text.RegularExpressions;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Npgsql;
using NpgsqlTypes;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Reads a PostgreSQL sink for one worker; a connection of the pool a query, which cannot write.</summary>
internal sealed partial class PostgresSinkReader(PostgresServer server) : ISinkReader
{
    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters)
    {
        try
        {
            using var connection = server.OpenForReading();
            using var command = connection.Command(Named(sql));
            foreach (var (name, value) in parameters)
            {
                command.Parameters.Add(Parameter(name.TrimStart('$'), value));
            }

            using var reader = command.ExecuteReader();
            return SinkRows.Read(reader, PostgresTypes.Value);
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e) && e is not PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction })
        {
            throw PostgresErrors.Unavailable(server.Address, e);
        }
        catch (Exception e) when (e is PostgresException or InvalidOperationException)
        {
            throw new BackfillException(FailureCategory.SinkSchema, $"a query on the sink cannot be answered: {PostgresErrors.Say(e)}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A connection belongs to one query.
    }

    /// <summary>Gets a parameter for a text in SQL. A text takes the type it is compared with: a date column of the user's own, say.</summary>
    internal static NpgsqlParameter Parameter(string name, object? value) => value switch
    {
        null => new NpgsqlParameter { ParameterName = name, Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown },
        string => new NpgsqlParameter { ParameterName = name, Value = value, NpgsqlDbType = NpgsqlDbType.Unknown },
        bool flag => new NpgsqlParameter { ParameterName = name, Value = flag ? 1L : 0L, NpgsqlDbType = NpgsqlDbType.Bigint },
        _ => new NpgsqlParameter { ParameterName = name, Value = value },
    };

    /// <summary>Gets a query with the driver's own mark of parameters: <c>@name</c> for <c>$name</c>, outside of quotes.</summary>
    internal static string Named(string sql) => Names().Replace(sql, found => found.Groups["name"].Success ? "@" + found.Groups["name"].Value : found.Value);

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\$(?<name>[A-Za-z_][A-Za-z0-9_]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}

using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Knows the databases there are.</summary>
public static class SinkDatabases
{
    /// <summary>Gets the database of a job's sink.</summary>
    /// <param name="definition">The job's sink; its address was checked with the job file.</param>
    /// <param name="directory">Where relative paths start.</param>
    public static ISinkDatabase Of(SinkDefinition definition, string directory) => definition switch
    {
        PostgresSinkDefinition server => new PostgresDatabase(PostgresAddress.Parse(server.Dsn), new PostgresOptions { MinPool = server.MinPool, MaxPool = server.MaxPool }),
        SqliteSinkDefinition file => new SqliteDatabase(Path.GetFullPath(file.Path, directory)),
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "no kind of sink that is known"),
    };

    /// <summary>Gets the database that an address or a path names.</summary>
    /// <param name="text">As a person wrote it.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <exception cref="FormatException">It is an address, and a wrong one.</exception>
    public static ISinkDatabase Of(string text, string directory) =>
        PostgresAddress.IsOne(text) ? new PostgresDatabase(PostgresAddress.Parse(text), new PostgresOptions()) : new SqliteDatabase(Path.GetFullPath(text, directory));

    /// <summary>Gets an argument as it may be printed: without a password, be it an address or a setting KEY=VALUE.</summary>
    /// <param name="text">Any argument.</param>
    public static string WithoutSecret(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (key, value) = (text[..(equals + 1)], text[(equals + 1)..]);
        return key.EndsWith("password=", StringComparison.OrdinalIgnoreCase) && !PostgresAddress.IsOne(text) ? key + "***"
            : PostgresAddress.IsOne(text) ? Address(text)
            : PostgresAddress.IsOne(value.Trim('"')) ? key + Address(value.Trim('"'))
            : text;
    }

    private static string Address(string text)
    {
        try
        {
            return PostgresAddress.Parse(text).Text;
        }
        catch (FormatException)
        {
            return "postgres://...";
        }
    }
}

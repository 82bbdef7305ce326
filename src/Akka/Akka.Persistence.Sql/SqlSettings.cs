using Akka.Configuration;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql;

/// <summary>Settings that the journal and the snapshot store share.</summary>
internal static class SqlSettings
{
    public static StorageOptions Storage(Akka.Configuration.Config config)
    {
        var connection = config.GetString("connection-string");
        if (string.IsNullOrWhiteSpace(connection))
            throw new ConfigurationException("connection-string is missing in the settings of the SQL plugin.");
        if (config.GetString("table-mapping") is { } mapping && mapping != "default")
            throw new ConfigurationException($"table-mapping = \"{mapping}\": only default is known.");
        return new StorageOptions(
            connection,
            config.GetString("provider-name") ?? string.Empty,
            config.GetBoolean("auto-initialize"),
            config.GetInt("buffer-size", 5000));
    }

    /// <summary>The serializer that the plugin's settings name; null leaves it to the bindings.</summary>
    public static string? Serializer(Akka.Configuration.Config config) =>
        config.GetString("serializer") is { Length: > 0 } name ? name : null;
}

using Akka.Configuration;

namespace Akka.Persistence.Sql.Storage;

/// <summary>Finds the dialect of a provider name.</summary>
internal static class Dialects
{
    public static IDialect For(string providerName) => providerName switch
    {
        "SQLite.MS" or "SQLite" => new SqliteDialect(),
        _ => throw new ConfigurationException($"provider-name = \"{providerName}\": only SQLite.MS is known."),
    };
}

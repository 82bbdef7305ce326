using Akka.Configuration;

namespace Akka.Persistence.Sql.Storage;

/// <summary>Finds the dialect of a provider name.</summary>
internal static class Dialects
{
    public static IDialect For(string providerName) => providerName switch
    {
        "SQLite.MS" or "SQLite" => new SqliteDialect(),
        "PostgreSQL" or "PostgreSQL.9.2" or "PostgreSQL.9.3" or "PostgreSQL.9.5" or "PostgreSQL.15" or "PostgreSQL.18" => PostgresDialect.For(providerName),
        _ => throw new ConfigurationException($"provider-name = \"{providerName}\": only SQLite.MS, PostgreSQL and PostgreSQL.15 are known."),
    };
}

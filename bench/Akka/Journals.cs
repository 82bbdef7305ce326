using ActorBackfill.Engine;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql;

namespace ActorBackfill.Bench;

/// <summary>Where the measured actors write.</summary>
internal static class Journals
{
    public const string PersistenceId = "bench";

    public static Config InMemory { get; } =
        ConfigurationFactory.ParseString("akka.persistence.journal.plugin = \"akka.persistence.journal.inmem\"").WithFallback(Persistence.DefaultConfig());

    /// <summary>A file with one writer; WAL is for whoever made the file to set, FULL is the driver's default.</summary>
    public static Config Sqlite(string file) => ConfigurationFactory.ParseString(
            $$"""
            akka.persistence.journal {
              plugin = "akka.persistence.journal.sql"
              sql { connection-string = "Data Source={{file}}", provider-name = "SQLite.MS", parallelism = 1 }
            }
            """)
        .WithFallback(HappenedSerializer.Binding)
        .WithFallback(EngineConfig.Default)
        .WithFallback(SqlPersistence.DefaultConfiguration);
}

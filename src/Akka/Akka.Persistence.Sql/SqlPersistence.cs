using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence.Sql;

/// <summary>The settings that come with the SQL plugins.</summary>
public sealed class SqlPersistence : IExtension
{
    /// <summary>The id of the journal in <c>akka.persistence.journal.plugin</c>.</summary>
    public const string JournalConfigPath = "akka.persistence.journal.sql";

    /// <summary>The id of the snapshot store in <c>akka.persistence.snapshot-store.plugin</c>.</summary>
    public const string SnapshotStoreConfigPath = "akka.persistence.snapshot-store.sql";

    private SqlPersistence()
    {
    }

    /// <summary>Gets both plugins' defaults, each under its own path.</summary>
    public static Akka.Configuration.Config DefaultConfiguration { get; } =
        ConfigurationFactory.FromResource<SqlPersistence>("Akka.Persistence.Sql.persistence.conf");

    internal static Akka.Configuration.Config DefaultJournalConfiguration { get; } = DefaultConfiguration.GetConfig(JournalConfigPath);

    internal static Akka.Configuration.Config DefaultSnapshotConfiguration { get; } = DefaultConfiguration.GetConfig(SnapshotStoreConfigPath);
}

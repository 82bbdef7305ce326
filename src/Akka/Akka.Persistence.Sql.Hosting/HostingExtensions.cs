using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Sets up journals and snapshot stores in SQL databases.</summary>
public static class HostingExtensions
{
    /// <summary>Sets up journal and snapshot store in one database.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="connectionString">The driver's connection string.</param>
    /// <param name="providerName">The driver, for example <c>SQLite.MS</c>.</param>
    /// <param name="mode">Which of both.</param>
    /// <param name="schemaName">The database's schema; SQLite has none.</param>
    /// <param name="journalBuilder">Changes the journal; null for nothing.</param>
    /// <param name="autoInitialize">Whether a missing database and missing tables are made.</param>
    /// <param name="pluginIdentifier">The last part of both paths.</param>
    /// <param name="isDefaultPlugin">Whether actors that name no plugin use them.</param>
    /// <param name="databaseMapping">Names of tables and columns; null for the default.</param>
    /// <param name="tagStorageMode">Where tags are stored; null for the default.</param>
    /// <param name="deleteCompatibilityMode">Whether the highest deleted number is kept in a table of its own too; null for the default.</param>
    /// <param name="useWriterUuidColumn">Whether the journal's writer is stored with each event; null for the default.</param>
    /// <exception cref="NotSupportedException">A schema is named.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        string connectionString,
        string providerName,
        PersistenceMode mode = PersistenceMode.Both,
        string? schemaName = null,
        Action<AkkaPersistenceJournalBuilder>? journalBuilder = null,
        bool autoInitialize = true,
        string pluginIdentifier = "sql",
        bool isDefaultPlugin = true,
        DatabaseMapping? databaseMapping = null,
        TagMode? tagStorageMode = null,
        bool? deleteCompatibilityMode = null,
        bool? useWriterUuidColumn = null)
    {
        if (schemaName is not null)
            throw new NotSupportedException($"schemaName = \"{schemaName}\": SQLite has no schemas; PostgreSQL's is the Search Path of the connection string.");
        _ = databaseMapping;
        var journal = new SqlJournalOptions(isDefaultPlugin, pluginIdentifier)
        {
            ConnectionString = connectionString,
            ProviderName = providerName,
            AutoInitialize = autoInitialize,
            TagStorageMode = tagStorageMode,
            DeleteCompatibilityMode = deleteCompatibilityMode,
            UseWriterUuidColumn = useWriterUuidColumn,
        };
        var snapshots = new SqlSnapshotOptions(isDefaultPlugin, pluginIdentifier)
        {
            ConnectionString = connectionString,
            ProviderName = providerName,
            AutoInitialize = autoInitialize,
        };
        if (mode is PersistenceMode.Both or PersistenceMode.Journal)
            _ = builder.WithJournal(journal, journalBuilder);
        if (mode is PersistenceMode.Both or PersistenceMode.SnapshotStore)
            _ = builder.WithSnapshot(snapshots);
        return builder;
    }

    /// <summary>Sets up journal and snapshot store, each as its options say.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="journalOptions">The journal's settings; null for no journal.</param>
    /// <param name="snapshotOptions">The snapshot store's settings; null for no store.</param>
    /// <exception cref="ArgumentException">Both are null.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        SqlJournalOptions? journalOptions = null,
        SqlSnapshotOptions? snapshotOptions = null)
    {
        if (journalOptions is null && snapshotOptions is null)
            throw new ArgumentException($"{nameof(journalOptions)} and {nameof(snapshotOptions)} could not both be null");
        if (journalOptions is not null)
            _ = builder.WithJournal(journalOptions);
        if (snapshotOptions is not null)
            _ = builder.WithSnapshot(snapshotOptions);
        return builder;
    }

    /// <summary>Sets up journal and snapshot store, each as its configurator says.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="journalOptionConfigurator">Changes the journal's settings; null for no journal.</param>
    /// <param name="snapshotOptionConfigurator">Changes the snapshot store's settings; null for no store.</param>
    /// <param name="isDefaultPlugin">Whether actors that name no plugin use them.</param>
    /// <exception cref="ArgumentException">Both are null.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        Action<SqlJournalOptions>? journalOptionConfigurator = null,
        Action<SqlSnapshotOptions>? snapshotOptionConfigurator = null,
        bool isDefaultPlugin = true)
    {
        var journal = journalOptionConfigurator is null ? null : new SqlJournalOptions(isDefaultPlugin);
        var snapshots = snapshotOptionConfigurator is null ? null : new SqlSnapshotOptions(isDefaultPlugin);
        if (journal is not null)
            journalOptionConfigurator!(journal);
        if (snapshots is not null)
            snapshotOptionConfigurator!(snapshots);
        return builder.WithSqlPersistence(journal, snapshots);
    }
}

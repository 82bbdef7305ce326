using Akka.Hosting;

namespace Akka.Persistence.Hosting;

/// <summary>Sets up journals and snapshot stores.</summary>
public static class AkkaPersistenceHostingExtensions
{
    /// <summary>Sets up a journal.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="journalOptions">Its settings.</param>
    /// <param name="configureBuilder">Changes it; null for nothing.</param>
    public static AkkaConfigurationBuilder WithJournal(
        this AkkaConfigurationBuilder builder,
        JournalOptions journalOptions,
        Action<AkkaPersistenceJournalBuilder>? configureBuilder = null)
    {
        configureBuilder?.Invoke(new AkkaPersistenceJournalBuilder(journalOptions.Identifier, builder));
        return builder
            .AddHocon(journalOptions.ToConfig(), HoconAddMode.Prepend)
            .AddHocon(journalOptions.DefaultConfig, HoconAddMode.Append);
    }

    /// <summary>Sets up a snapshot store.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="snapshotOptions">Its settings.</param>
    public static AkkaConfigurationBuilder WithSnapshot(this AkkaConfigurationBuilder builder, SnapshotOptions snapshotOptions) =>
        builder
            .AddHocon(snapshotOptions.ToConfig(), HoconAddMode.Prepend)
            .AddHocon(snapshotOptions.DefaultConfig, HoconAddMode.Append);

    /// <summary>Sets up the journal in memory, for tests.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="journalId">The last part of its path.</param>
    /// <param name="isDefaultPlugin">Whether actors that name no journal use it.</param>
    public static AkkaConfigurationBuilder WithInMemoryJournal(
        this AkkaConfigurationBuilder builder, string journalId = "inmem", bool isDefaultPlugin = true) =>
        builder.With(
            "akka.persistence.journal", journalId, isDefaultPlugin, "Akka.Persistence.Journal.MemoryJournal, Akka.Persistence");

    /// <summary>Sets up the snapshot store in memory, for tests.</summary>
    /// <param name="builder">The system to be.</param>
    /// <param name="snapshotStoreId">The last part of its path.</param>
    /// <param name="isDefaultPlugin">Whether actors that name no store use it.</param>
    public static AkkaConfigurationBuilder WithInMemorySnapshotStore(
        this AkkaConfigurationBuilder builder, string snapshotStoreId = "inmem", bool isDefaultPlugin = true) =>
        builder.With(
            "akka.persistence.snapshot-store",
            snapshotStoreId,
            isDefaultPlugin,
            "Akka.Persistence.Snapshot.MemorySnapshotStore, Akka.Persistence");

    private static AkkaConfigurationBuilder With(this AkkaConfigurationBuilder builder, string kind, string id, bool isDefault, string type)
    {
        var settings = $"{kind}.{id}.class = {Hocon.Quoted(type)}";
        return builder.AddHocon(isDefault ? $"{settings}\n{kind}.plugin = {kind}.{id}" : settings, HoconAddMode.Prepend);
    }
}

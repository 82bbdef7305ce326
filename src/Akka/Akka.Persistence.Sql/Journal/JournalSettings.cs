using Akka.Configuration;
using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>The block <c>akka.persistence.journal.sql</c>.</summary>
internal sealed record JournalSettings(
    StorageOptions Storage, TagMode TagMode, string TagSeparator, bool WriterUuid, bool DeleteCompatibility, int ReplayPage, string? Serializer)
{
    public bool TagTable => TagMode is TagMode.TagTable or TagMode.Both;

    public bool TagColumn => TagMode is TagMode.Csv or TagMode.Both;

    public static JournalSettings Read(Akka.Configuration.Config config)
    {
        var mode = config.GetString("tag-write-mode");
        if (!Enum.TryParse<TagMode>(mode, ignoreCase: true, out var tags))
            throw new ConfigurationException($"tag-write-mode = \"{mode}\": must be Csv, TagTable or Both.");
        return new JournalSettings(
            SqlSettings.Storage(config),
            tags,
            config.GetString("tag-separator"),
            config.GetBoolean("default.journal.use-writer-uuid-column"),
            config.GetBoolean("delete-compatibility-mode"),
            config.GetInt("replay-batch-size"),
            SqlSettings.Serializer(config));
    }
}

using System.Text;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Settings of a journal in a SQL database.</summary>
/// <param name="isDefaultPlugin">Whether actors that name no journal use it.</param>
/// <param name="identifier">The last part of its path.</param>
public sealed class SqlJournalOptions(bool isDefaultPlugin, string identifier = "sql") : JournalOptions(isDefaultPlugin)
{
    /// <summary>Makes options of the default journal.</summary>
    public SqlJournalOptions()
        : this(true)
    {
    }

    /// <summary>Gets or sets the driver's connection string; it must be given.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the driver, for example <c>SQLite.MS</c>; it must be given.</summary>
    public string? ProviderName { get; set; }

    /// <summary>Gets or sets where tags are stored; null for the default.</summary>
    public TagMode? TagStorageMode { get; set; }

    /// <summary>Gets or sets what stands between tags in a column; null for the default.</summary>
    public string? TagSeparator { get; set; }

    /// <summary>Gets or sets whether the highest deleted number is kept in a table of its own too; null for the default.</summary>
    public bool? DeleteCompatibilityMode { get; set; }

    /// <summary>Gets or sets whether the journal's writer is stored with each event; null for the default.</summary>
    public bool? UseWriterUuidColumn { get; set; }

    /// <inheritdoc />
    public override string Identifier { get; set; } = identifier;

    /// <inheritdoc />
    protected override Akka.Configuration.Config InternalDefaultConfig =>
        SettingText.At(PluginId, SqlPersistence.DefaultConfiguration.GetConfig(SqlPersistence.JournalConfigPath));

    /// <inheritdoc />
    protected override StringBuilder Build(StringBuilder sb)
    {
        _ = sb.Setting("connection-string", ConnectionString)
            .Setting("provider-name", ProviderName)
            .Setting("tag-write-mode", TagStorageMode?.ToString())
            .Setting("tag-separator", TagSeparator)
            .Setting("delete-compatibility-mode", DeleteCompatibilityMode)
            .Setting("default.journal.use-writer-uuid-column", UseWriterUuidColumn);
        return base.Build(sb);
    }
}

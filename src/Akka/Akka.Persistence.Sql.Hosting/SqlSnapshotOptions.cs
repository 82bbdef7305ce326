using System.Text;
using Akka.Persistence.Hosting;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Settings of a snapshot store in a SQL database.</summary>
/// <param name="isDefaultPlugin">Whether actors that name no store use it.</param>
/// <param name="identifier">The last part of its path.</param>
public sealed class SqlSnapshotOptions(bool isDefaultPlugin, string identifier = "sql") : SnapshotOptions(isDefaultPlugin)
{
    /// <summary>Makes options of the default store.</summary>
    public SqlSnapshotOptions()
        : this(true)
    {
    }

    /// <summary>Gets or sets the driver's connection string; it must be given.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the driver, for example <c>SQLite.MS</c>; it must be given.</summary>
    public string? ProviderName { get; set; }

    /// <inheritdoc />
    public override string Identifier { get; set; } = identifier;

    /// <inheritdoc />
    protected override Akka.Configuration.Config InternalDefaultConfig =>
        SettingText.At(PluginId, SqlPersistence.DefaultConfiguration.GetConfig(SqlPersistence.SnapshotStoreConfigPath));

    /// <inheritdoc />
    protected override StringBuilder Build(StringBuilder sb)
    {
        _ = sb.Setting("connection-string", ConnectionString).Setting("provider-name", ProviderName);
        return base.Build(sb);
    }
}

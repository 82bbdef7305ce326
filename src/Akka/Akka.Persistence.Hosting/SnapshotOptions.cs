using System.Text;
using Akka.Configuration;

namespace Akka.Persistence.Hosting;

/// <summary>Settings of a snapshot store.</summary>
/// <param name="isDefault">Whether actors that name no snapshot store use it.</param>
public abstract class SnapshotOptions(bool isDefault)
{
    /// <summary>Gets or sets a value indicating whether actors that name no snapshot store use it.</summary>
    public bool IsDefaultPlugin { get; set; } = isDefault;

    /// <summary>Gets or sets the last part of the plugin's path.</summary>
    public abstract string Identifier { get; set; }

    /// <summary>Gets or sets a value indicating whether missing tables are made.</summary>
    public bool AutoInitialize { get; set; }

    /// <summary>Gets or sets the name of the serializer of all snapshots; null leaves it to the bindings.</summary>
    public string? Serializer { get; set; }

    /// <summary>Gets the path of the plugin's settings.</summary>
    public string PluginId => $"akka.persistence.snapshot-store.{Identifier}";

    /// <summary>Gets what the options leave out.</summary>
    public Config DefaultConfig => InternalDefaultConfig;

    /// <summary>Gets what the options leave out, of the plugin at hand.</summary>
    protected abstract Config InternalDefaultConfig { get; }

    /// <summary>The options as settings.</summary>
    public Config ToConfig() => ConfigurationFactory.ParseString(Build(new StringBuilder()).ToString());

    /// <summary>Writes the settings; a plugin writes its own between <see cref="PluginId"/>'s braces and calls this last.</summary>
    /// <param name="sb">Holds the plugin's own settings, without braces.</param>
    protected virtual StringBuilder Build(StringBuilder sb)
    {
        var own = sb.ToString();
        _ = sb.Clear()
            .AppendLine($"{PluginId} {{")
            .Append(own)
            .AppendLine($"auto-initialize = {(AutoInitialize ? "on" : "off")}");
        if (Serializer is not null)
            _ = sb.AppendLine($"serializer = {Hocon.Quoted(Serializer)}");
        _ = sb.AppendLine("}");
        if (IsDefaultPlugin)
            _ = sb.AppendLine($"akka.persistence.snapshot-store.plugin = {PluginId}");
        return sb;
    }
}

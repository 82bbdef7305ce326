using System.Text;
using Akka.Configuration;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Writes options as settings; null leaves a setting out.</summary>
internal static class SettingText
{
    public static StringBuilder Setting(this StringBuilder text, string key, string? value) =>
        value is null ? text
            : text.AppendLine($"{key} = \"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

    public static StringBuilder Setting(this StringBuilder text, string key, bool? value) =>
        value is { } flag ? text.AppendLine($"{key} = {(flag ? "on" : "off")}") : text;

    /// <summary>The same settings below a path.</summary>
    public static Akka.Configuration.Config At(string path, Akka.Configuration.Config settings) =>
        ConfigurationFactory.ParseString($"{path} {{\n{settings}\n}}");
}

using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Configuring;

/// <summary>Writes the settings of a job for people and for programs.</summary>
internal static class ConfigDocument
{
    // Further to the right than most settings reach, and still on the screen.
    private const int OriginColumn = 60;

    /// <summary>Writes a setting a line, as a job file may have it.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="withOrigin">Whether each says where it comes from.</param>
    /// <param name="terminal">Where.</param>
    public static void Write(EffectiveConfig config, bool withOrigin, Terminal terminal)
    {
        foreach (var setting in config.Settings)
        {
            var line = $"{PlainText.Of(setting.Key)} = {setting.Value}";
            terminal.Line(withOrigin ? $"{line.PadRight(OriginColumn)}  # {Origin(setting)}" : line);
        }
    }

    /// <summary>Gets the settings for programs.</summary>
    public static string Json(EffectiveConfig config) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", config.Job);
        json.WriteString("file", config.File);
        json.WriteObjects("settings", config.Settings, setting =>
        {
            json.WriteString("key", setting.Key);
            json.WriteString("value", setting.Value);
            json.WriteString("from", Word(setting.Kind));
            json.WriteString("origin", setting.Origin);
            json.WriteBoolean("masked", setting.IsMasked);
        });
    });

    /// <summary>Gets the word of a kind: <c>file</c>, <c>environment</c>, <c>flag</c> or <c>default</c>.</summary>
    public static string Word(SettingKind kind) => kind switch
    {
        SettingKind.File => "file",
        SettingKind.Variable => "environment",
        SettingKind.Flag => "flag",
        _ => "default",
    };

    private static string Origin(EffectiveSetting setting) =>
        PlainText.Of(setting.Kind == SettingKind.File ? setting.Origin : $"{Word(setting.Kind)}, {setting.Origin}");
}

using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.CommandLine;

/// <summary><c>backfill version</c>.</summary>
internal static class VersionVerb
{
    /// <summary>Gets this program's version: <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        (typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>(TalkFlags.JsonFlag) { Description = "The result as one JSON document" };
        var command = new Command("version", "Show the version");
        command.Options.Add(json);
        command.SetAction(parse =>
        {
            terminal.Line(parse.GetValue(json)
                ? JsonText.OneLine(writer =>
                {
                    writer.WriteString("version", Version);
                    writer.WriteString("runtime", RuntimeInformation.FrameworkDescription);
                    writer.WriteString("os", RuntimeInformation.RuntimeIdentifier);
                })
                : $"backfill {Version} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
            return 0;
        });
        return command;
    }
}

using System.Text.Json;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Configuring;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Reports;

/// <summary>Who began a run and with which version, written beside its report when it begins, so that a killed run has it too.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="User">The user's name.</param>
/// <param name="Workers">Units at a time.</param>
internal sealed record RunStamp(string Version, string User, int Workers)
{
    /// <summary>Gets the command line that began it, without secrets; null in stamps of versions that did not note it.</summary>
    public string? Arguments { get; init; }

    /// <summary>Gets the stamp of a run that begins now.</summary>
    /// <param name="workers">Units at a time.</param>
    /// <param name="arguments">The arguments of its command line.</param>
    public static RunStamp Now(int workers, IReadOnlyList<string> arguments) =>
        new(VersionVerb.Version, Environment.UserName, workers) { Arguments = ArgumentMask.Of(arguments) };

    /// <summary>Gets the document.</summary>
    public string Text => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("version", Version);
        json.WriteString("user", User);
        json.WriteNumber("workers", Workers);
        json.WriteString("arguments", Arguments);
    });

    /// <summary>Reads a stamp; null when there is none, as of runs of older versions, or it cannot be read.</summary>
    /// <param name="path">The file.</param>
    public static RunStamp? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            return new RunStamp(root.GetProperty("version").GetString() ?? "", root.GetProperty("user").GetString() ?? "", root.GetProperty("workers").GetInt32())
            {
                Arguments = root.TryGetProperty("arguments", out var arguments) ? arguments.GetString() : null,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}

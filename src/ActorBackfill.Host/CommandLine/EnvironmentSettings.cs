using System.Collections.Immutable;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.CommandLine;

/// <summary>
/// Settings from the environment: <c>BACKFILL__SOURCE__LIMIT__RATE=2/s</c> is laid over the job file as <c>source.limit.rate=2/s</c>, and flags
/// over both. Values are never shown: they may be secrets.
/// </summary>
internal static class EnvironmentSettings
{
    private const string Prefix = "BACKFILL__";
    private const string OfRuns = "BACKFILL__RUN__";
    private const string Workers = OfRuns + "WORKERS";

    /// <summary>Gets the <c>key=value</c> texts for the job file, each with its variable, in the order of their names; those about runs are not among them.</summary>
    /// <param name="terminal">Whose environment.</param>
    public static ImmutableArray<HoconText> Overlays(Terminal terminal) =>
    [
        .. terminal.Variables()
            .Where(v => v.Key.StartsWith(Prefix, StringComparison.Ordinal) && !v.Key.StartsWith(OfRuns, StringComparison.Ordinal) && v.Key.Length > Prefix.Length)
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => new HoconText(v.Key, $"{KeyOf(v.Key)}={v.Value}")),
    ];

    /// <summary>Gets the run with what the environment says about its workers, where the command line says nothing.</summary>
    /// <param name="run">What the command line says.</param>
    /// <param name="terminal">Whose environment.</param>
    /// <exception cref="CommandException">The variable is no number of workers: exit 2.</exception>
    public static RunChoice Over(RunChoice run, Terminal terminal)
    {
        if (run is not { Workers: null, ScalesItself: false, IsSerial: false } || terminal.Variable(Workers) is not { Length: > 0 } text)
        {
            return run;
        }

        return WorkersChoice.Parse(text) is { } workers
            ? run with { Workers = workers.Count, ScalesItself = workers.Count is null }
            : throw new CommandException(ExitCode.Usage, "environment", $"{Workers}={PlainText.Of(text, 50)}: {WorkersChoice.Form}");
    }

#pragma warning disable CA1308 // Keys of job files are lower case.
    private static string KeyOf(string name) =>
        string.Join('.', name[Prefix.Length..].Split("__").Select(part => part.Replace('_', '-').ToLowerInvariant()));
#pragma warning restore CA1308
}

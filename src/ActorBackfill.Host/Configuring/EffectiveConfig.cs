using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Configuring;

/// <summary>The settings of a job as a run would have them: its file with includes, the environment, flags and defaults, without secrets.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="File">Its file.</param>
/// <param name="Settings">The settings: what is written in the order of the file, then the defaults.</param>
internal sealed record EffectiveConfig(string Job, string File, ImmutableArray<EffectiveSetting> Settings)
{
    // A text of a file is cut there: a query may be long, a whole page of it helps nobody.
    private const int MostCharacters = 2_000;

    /// <summary>Gets the settings of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="choice">What the command line says about it.</param>
    /// <param name="directory">Where relative paths start.</param>
    public static EffectiveConfig Of(LoadedJob job, JobChoice choice, string directory)
    {
        var leaves = SettingLeaf.Of(job.File.Written).Concat(new SettingDefaults(job.File).All()).ToList();
        var mask = new SettingMask(leaves, directory);
        var flags = Flags(job.Definition, choice, mask).ToDictionary(f => f.Key, StringComparer.Ordinal);
        var settings = leaves.Where(l => !IsReplaced(l.Path, flags)).Select(l => Setting(l, mask));
        return new EffectiveConfig(job.Definition.Name, job.File.Path, [.. flags.Values, .. settings]);
    }

    private static EffectiveSetting Setting(SettingLeaf leaf, SettingMask mask)
    {
        var shown = mask.Of(leaf);
        var isMasked = !shown.SequenceEqual(leaf.Scalars.Select(s => s.Text), StringComparer.Ordinal);
        var texts = leaf.Scalars.Zip(shown, Text).ToList();
        var (kind, origin) = Origin(leaf);
        return new EffectiveSetting(leaf.Path, leaf.Value is HoconScalar ? texts[0] : $"[{string.Join(", ", texts)}]", kind, origin, isMasked);
    }

    private static string Text(HoconScalar value, string shown) =>
        value.Kind == HoconScalarKind.String || shown != value.Text ? HoconPath.Quote(PlainText.Of(shown, MostCharacters)) : shown;

    private static (SettingKind Kind, string Origin) Origin(SettingLeaf leaf)
    {
        var position = leaf.Value.Position;
        var line = string.Create(CultureInfo.InvariantCulture, $"{position.Source}:{position.Line}");
        return position switch
        {
            { Line: 0 } when position.Source.StartsWith("--", StringComparison.Ordinal) => (SettingKind.Flag, position.Source),
            { Line: 0 } => (SettingKind.Variable, position.Source),
            { Source: SettingDefaults.Source } => (SettingKind.Default, line),
            _ when leaf.Scalars.Select(s => s.Variable).FirstOrDefault(v => v is not null) is { } variable => (SettingKind.Variable, $"{variable}, asked for in {line}"),
            _ => (SettingKind.File, line),
        };
    }

    private static bool IsReplaced(string path, Dictionary<string, EffectiveSetting> flags) =>
        flags.ContainsKey(path) || (path is "sink.path" or "sink.dsn" or "sink.password" && flags.ContainsKey("sink.type"));

    // Flags that are settings of their own kind; --set is in the positions.
    private static IEnumerable<EffectiveSetting> Flags(JobDefinition job, JobChoice choice, SettingMask mask)
    {
        if (choice.Sink is { } sink)
        {
            var isServer = PostgresAddress.IsOne(sink);
            var shown = mask.OfFlag(sink);
            yield return new EffectiveSetting("sink.type", isServer ? "\"postgres\"" : "\"sqlite\"", SettingKind.Flag, "--sink", false);
            yield return new EffectiveSetting(isServer ? "sink.dsn" : "sink.path", HoconPath.Quote(PlainText.Of(shown)), SettingKind.Flag, "--sink", shown != sink);
        }

        string[] dates = [.. new (string Flag, string? Value)[] { ("--last", choice.Last), ("--start-date", choice.StartDate), ("--end-date", choice.EndDate) }
            .Where(f => f.Value is not null).Select(f => f.Flag)];
        if (dates.Length > 0 && job.Dimensions.OfType<CalendarDimensionDefinition>().FirstOrDefault() is { } calendar)
        {
            var range = string.Create(CultureInfo.InvariantCulture, $"[\"{calendar.First:yyyy-MM-dd}\", \"{calendar.Last:yyyy-MM-dd}\"]");
            yield return new EffectiveSetting(SettingLeaf.Join(SettingLeaf.Join("plan", calendar.Name), "range"), range, SettingKind.Flag, string.Join(", ", dates), false);
        }
    }
}

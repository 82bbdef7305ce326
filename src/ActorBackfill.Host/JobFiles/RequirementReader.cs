using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>requires { job, coverage, match, map, state, wait, enforce }</c>, or a list of such blocks.</summary>
internal sealed class RequirementReader(JobFileContext context, IReadOnlyList<string> dimensions)
{
    private const int MostRequirements = 16;

    public ImmutableArray<RequirementDefinition> Read(HoconObjectReader job)
    {
        var readers = job.Value("requires") switch
        {
            null => [],
            HoconArray => job.ObjectList("requires"),
            _ => job.OptionalObject("requires") is { } one ? [one] : (IReadOnlyList<HoconObjectReader>)[],
        };
        if (readers.Count > MostRequirements)
        {
            job.Error("requires", $"{readers.Count} jobs: at most {MostRequirements}");
        }

        return [.. readers.Select(ReadOne)];
    }

    private RequirementDefinition ReadOne(HoconObjectReader reader)
    {
        var defaults = new RequirementDefinition("");
        var match = reader.DistinctTexts("match", context.Errors);
        foreach (var name in match ?? [])
        {
            CheckDimension(reader, "match", name);
        }

        var map = reader.TextMap("map", (texts, name, _) => CheckDimension(texts, name, name));
        return new RequirementDefinition(reader.Text("job"))
        {
            Coverage = Coverage(reader) ?? defaults.Coverage,
            Match = match,
            Map = map,
            State = reader.OptionalText("state"),
            Wait = Wait(reader),
            Enforce = reader.Boolean("enforce", defaults.Enforce),
        };
    }

    private void CheckDimension(HoconObjectReader reader, string key, string name)
    {
        if (!dimensions.Contains(name))
        {
            reader.Error(key, $"'{name}': the plan has no such dimension; it has {string.Join(", ", dimensions)}{HoconSuggestion.Hint(name, dimensions)}");
        }
    }

    private static TimeSpan? Wait(HoconObjectReader reader) => reader.OptionalText("wait") is "forever" ? null
        : reader.DurationWithin("wait", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(365));

    private static double? Coverage(HoconObjectReader reader)
    {
        if (reader.OptionalText("coverage") is not { } text)
        {
            return null;
        }

        var number = text.EndsWith('%') ? text[..^1].TrimEnd() : text;
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && (text.EndsWith('%') ? value / 100 : value) is > 0 and <= 1 and var share)
        {
            return share;
        }

        reader.Error("coverage", $"'{text}': must be above 0 % and at most 100 %: 95%, 0.95");
        return null;
    }
}

using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Checks texts that hold the unit's values, <c>{month}</c>, against the plan's dimensions.</summary>
/// <param name="dimensions">Names of the plan's dimensions, those in error too.</param>
/// <param name="definitions">The dimensions without error; what is known of their values can be asked for, too: <c>{month.start}</c>.</param>
internal sealed class Templates(IReadOnlyList<string> dimensions, IReadOnlyList<DimensionDefinition>? definitions = null)
{
    /// <summary>Reports what is wrong with a template.</summary>
    /// <param name="reader">Its block.</param>
    /// <param name="key">Its key.</param>
    /// <param name="text">The template.</param>
    public void Check(HoconObjectReader reader, string key, string text)
    {
        try
        {
            foreach (var name in UnitTemplate.Parse(text).Names)
            {
                if (Problem(name) is { } problem)
                {
                    reader.Error(key, $"'{{{name}}}': {problem}");
                }
            }
        }
        catch (FormatException e)
        {
            reader.Error(key, $"'{text}': {e.Message}");
        }
    }

    /// <summary>Reports <c>$unit.NAME</c> that names no dimension; other paths pass.</summary>
    /// <param name="path">A path into documents.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? UnitValueProblem(string path) =>
        path.StartsWith("$unit.", StringComparison.Ordinal) ? Problem(path[6..]) : null;

    private string? Problem(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dimensions.Contains(name) || dot < 0)
        {
            return dimensions.Contains(name) ? null : Unknown(name);
        }

        if (!dimensions.Contains(name[..dot]))
        {
            return Unknown(name[..dot]);
        }

        // Of a dimension in error nothing more is known than that.
        var facts = definitions?.FirstOrDefault(d => d.Name == name[..dot]) is { } definition ? PeriodFacts.NamesOf(definition) : null;
        return facts is null || facts.Contains(name[(dot + 1)..]) ? null
            : facts.Count == 0 ? $"of {name[..dot]} nothing is known but its value"
            : $"of {name[..dot]} is known: {string.Join(", ", facts)}{HoconSuggestion.Hint(name[(dot + 1)..], facts)}";
    }

    private string Unknown(string name) => dimensions.Count == 0
        ? "the plan has no dimensions"
        : $"the plan has no such dimension; it has {string.Join(", ", dimensions)}{HoconSuggestion.Hint(name, dimensions)}";
}

using ActorBackfill.Domain.Plans;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Checks texts that hold the unit's values, <c>{month}</c>, against the plan's dimensions.</summary>
/// <param name="dimensions">Names of the plan's dimensions, those in error too.</param>
internal sealed class Templates(IReadOnlyList<string> dimensions)
{
    /// <summary>Reports what is wrong with a template.</summary>
    /// <param name="reader">Its block.</param>
    /// <param name="key">Its key.</param>
    /// <param name="text">The template.</param>
    public void Check(HoconObjectReader reader, string key, string text)
    {
        try
        {
            foreach (var name in UnitTemplate.Parse(text).Names.Where(n => !dimensions.Contains(n)))
            {
                reader.Error(key, $"'{{{name}}}': {Unknown(name)}");
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
        path.StartsWith("$unit.", StringComparison.Ordinal) && !dimensions.Contains(path[6..]) ? Unknown(path[6..]) : null;

    private string Unknown(string name) => dimensions.Count == 0
        ? "the plan has no dimensions"
        : $"the plan has no such dimension; it has {string.Join(", ", dimensions)}{HoconSuggestion.Hint(name, dimensions)}";
}

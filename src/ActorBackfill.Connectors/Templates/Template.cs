using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Templates;

/// <summary>A <see cref="UnitTemplate"/> whose names are dimensions of the plan.</summary>
internal sealed class Template
{
    private readonly UnitTemplate _template;

    private Template(UnitTemplate template) => _template = template;

    /// <summary>Gets whether every unit gives the same text.</summary>
    public bool IsConstant => !_template.Names.Any();

    /// <summary>Reads a template.</summary>
    /// <param name="what">What it is for, for messages: <c>source.path</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <exception cref="FormatException">A brace is wrong, or no dimension has the name.</exception>
    public static Template Parse(string what, string text, IReadOnlyCollection<string> dimensions)
    {
        try
        {
            var template = UnitTemplate.Parse(text);
            return template.Names.FirstOrDefault(n => !dimensions.Contains(n, StringComparer.Ordinal)) is not { } unknown
                ? new Template(template)
                : throw new FormatException($"'{{{unknown}}}' is no dimension of the plan ({string.Join(", ", dimensions)})");
        }
        catch (FormatException e)
        {
            throw new FormatException($"{what} = {text}: {e.Message}", e);
        }
    }

    /// <summary>Fills the template.</summary>
    /// <param name="unit">Gives the values.</param>
    /// <param name="write">Makes a value safe for its place.</param>
    public string Fill(PlanUnit unit, Func<string, string> write) => _template.Fill(unit, write);
}

using System.Collections.Immutable;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Templates;

/// <summary>A text with <c>{dimension}</c> in it, which a unit fills.</summary>
internal sealed class Template
{
    private readonly ImmutableArray<Part> _parts;

    private Template(ImmutableArray<Part> parts) => _parts = parts;

    /// <summary>Gets whether every unit gives the same text.</summary>
    public bool IsConstant => _parts.All(p => p.Dimension is null);

    /// <summary>Reads a template.</summary>
    /// <param name="what">What it is for, for messages: <c>source.path</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <exception cref="FormatException">A brace is not closed, or no dimension has the name.</exception>
    public static Template Parse(string what, string text, IReadOnlyCollection<string> dimensions)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('}', open);
            var name = close < 0 ? throw new FormatException($"{what} = {text}: '{{' is not closed") : text[(open + 1)..close];
            if (!dimensions.Contains(name, StringComparer.Ordinal))
            {
                throw new FormatException($"{what} = {text}: '{{{name}}}' is no dimension of the plan ({string.Join(", ", dimensions)})");
            }

            parts.Add(new Part(text[at..open], null));
            parts.Add(new Part("", name));
            at = close + 1;
        }

        parts.Add(new Part(text[at..], null));
        return new Template(parts.ToImmutable());
    }

    /// <summary>Fills the template.</summary>
    /// <param name="unit">Gives the values.</param>
    /// <param name="write">Makes a value safe for its place.</param>
    public string Fill(PlanUnit unit, Func<string, string> write) => string.Concat(_parts.Select(p => p.Dimension is null
        ? p.Text
        : write(unit.Value(p.Dimension) ?? throw new InvalidOperationException($"unit {unit.Key} has no value '{p.Dimension}'"))));

    private readonly record struct Part(string Text, string? Dimension);
}

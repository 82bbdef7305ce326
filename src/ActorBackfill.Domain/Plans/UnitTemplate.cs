using System.Collections.Immutable;
using System.Text;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// A text with the unit's values in it: <c>/results?state={state}&amp;month={month}</c>. A brace that is meant as such is written twice.
/// Immutable.
/// </summary>
public sealed class UnitTemplate
{
    private readonly ImmutableArray<Part> _parts;

    private UnitTemplate(string text, ImmutableArray<Part> parts)
    {
        Text = text;
        _parts = parts;
    }

    /// <summary>Gets the template as written.</summary>
    public string Text { get; }

    /// <summary>Gets the names of the dimensions it asks for, in their order; a name twice when it stands twice.</summary>
    public IEnumerable<string> Names => _parts.Where(p => p.IsName).Select(p => p.Text);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">A brace is not closed, not opened, or holds nothing; the message says where.</exception>
    public static UnitTemplate Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('{' or '}') || (at + 1 < text.Length && text[at + 1] == text[at]))
            {
                literal.Append(text[at]);
                at += text[at] is '{' or '}' ? 1 : 0;
                continue;
            }

            var end = text[at] == '{' ? text.IndexOf('}', at) : throw new FormatException($"'}}' at {at + 1} closes nothing; a brace that is meant as such is written twice");
            var name = end < 0 ? throw new FormatException($"'{{' at {at + 1} is not closed; a brace that is meant as such is written twice") : text[(at + 1)..end];
            parts.Add(new Part(literal.ToString(), false));
            parts.Add(name.Length > 0 ? new Part(name, true) : throw new FormatException($"'{{}}' at {at + 1} holds no name"));
            literal.Clear();
            at = end;
        }

        parts.Add(new Part(literal.ToString(), false));
        return new UnitTemplate(text, parts.ToImmutable());
    }

    /// <summary>Puts the unit's values in.</summary>
    /// <param name="unit">A unit whose plan has every dimension that the template names.</param>
    /// <param name="encode">What becomes of each value, percent-encoding say; null takes it as it is.</param>
    /// <exception cref="KeyNotFoundException">The plan has no such dimension.</exception>
    public string Fill(PlanUnit unit, Func<string, string>? encode = null)
    {
        var filled = new StringBuilder();
        foreach (var part in _parts)
        {
            var value = part.IsName ? unit.Value(part.Text) ?? throw new KeyNotFoundException($"{unit.Key} has no {part.Text}") : part.Text;
            filled.Append(part.IsName && encode is not null ? encode(value) : value);
        }

        return filled.ToString();
    }

    /// <summary>Puts something else in the place of each name: a parameter, where the text is a statement and values are bound.</summary>
    /// <param name="of">Gets what stands for a name.</param>
    public string With(Func<string, string> of)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(part.IsName ? of(part.Text) : part.Text);
        }

        return text.ToString();
    }

    private sealed record Part(string Text, bool IsName);
}

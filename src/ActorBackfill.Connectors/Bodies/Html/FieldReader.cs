using System.Text.Json;
using System.Text.RegularExpressions;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using AngleSharp.Dom;

namespace ActorBackfill.Connectors.Bodies.Html;

/// <summary>Takes one field out of an element. Thread safe.</summary>
/// <param name="name">Its name.</param>
/// <param name="field">Where it is and how it is read.</param>
internal sealed class FieldReader(string name, HtmlField field)
{
    private readonly Regex? _match = field.Match is null ? null : new Regex(field.Match, HtmlRules.Matching);

    /// <summary>Writes the field as a member.</summary>
    /// <param name="to">Where.</param>
    /// <param name="within">The page's root, or an item.</param>
    /// <param name="place">The page, for messages.</param>
    /// <exception cref="BackfillException">It is required and not there, or no such value.</exception>
    public void Write(Utf8JsonWriter to, IElement within, string place)
    {
        to.WritePropertyName(name);
        if (field.IsList)
        {
            to.WriteStartArray();
            foreach (var text in within.QuerySelectorAll(field.Select).Select(Text).OfType<string>())
            {
                HtmlValue.Write(to, text, field, name, place);
            }

            to.WriteEndArray();
            return;
        }

        var element = field.Select.Length == 0 ? within : within.QuerySelector(field.Select);
        if (element is not null && Text(element) is { } value)
        {
            HtmlValue.Write(to, value, field, name, place);
        }
        else if (field.IsRequired)
        {
            throw new BackfillException(
                FailureCategory.SourceSchema, $"{place}: field {name}: '{field.Select}'{(field.Attribute is null ? "" : $" @{field.Attribute}")} {Lack(element)}");
        }
        else
        {
            to.WriteNullValue();
        }
    }

    private string? Text(IElement element)
    {
        var text = HtmlValue.Collapse((field.Attribute is null ? element.TextContent : element.GetAttribute(field.Attribute)) ?? "");
        if (_match is not null)
        {
            var found = _match.Match(text);
            text = !found.Success ? "" : HtmlValue.Collapse(found.Groups[found.Groups.Count > 1 ? 1 : 0].Value);
        }

        return text.Length == 0 ? null : text;
    }

    private string Lack(IElement? element) =>
        element is null ? "is not there" : _match is null ? "is blank" : $"does not match: '{BodyText.Plain(element.TextContent)}'";
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies.Html;

/// <summary>Writes the text of a field as the value it is.</summary>
internal static class HtmlValue
{
    // Programs that write pages write small numbers as 2.3e-05.
    private const NumberStyles Numbers =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowParentheses | NumberStyles.AllowExponent;

    /// <summary>Gets a text with every run of white space, no-break spaces too, as one blank and none at its ends.</summary>
    /// <param name="text">The text.</param>
    public static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                collapsed.Append(c);
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd(' ');
    }

    /// <summary>Writes a value.</summary>
    /// <param name="to">Where.</param>
    /// <param name="text">Collapsed; not blank.</param>
    /// <param name="field">How it is read.</param>
    /// <param name="name">The field's name, for the message.</param>
    /// <param name="place">The page, for the message.</param>
    /// <exception cref="BackfillException">It is no such value.</exception>
    public static void Write(Utf8JsonWriter to, string text, HtmlField field, string name, string place)
    {
        switch (field.Kind)
        {
            case HtmlValueKind.Number when Number(text) is { } number:
                to.WriteNumberValue(number);
                break;
            case HtmlValueKind.Date when DateOnly.TryParseExact(text, field.DateFormat!, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                to.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case HtmlValueKind.Text:
                to.WriteStringValue(text);
                break;
            default:
                throw new BackfillException(
                    FailureCategory.InvalidData,
                    $"{place}: field {name}: '{BodyText.Plain(text)}' is no {(field.Kind == HtmlValueKind.Number ? "number" : $"date as {field.DateFormat}")}");
        }
    }

    private static decimal? Number(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not (',' or ' ') && char.GetUnicodeCategory(c) != UnicodeCategory.CurrencySymbol)
            {
                plain.Append(c);
            }
        }

        return decimal.TryParse(
            plain.ToString(), Numbers, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}

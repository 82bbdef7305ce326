using System.Globalization;
using System.Text;

namespace ActorBackfill.Host.Consoles;

/// <summary>Makes text from outside fit for a terminal and a log: no escapes, no line that pretends to be ours.</summary>
public static class PlainText
{
    /// <summary>Gets the text on one line with control and format characters replaced by a space, cut at a length.</summary>
    /// <param name="text">Text from a server, a file or a database.</param>
    /// <param name="maxLength">The most characters; the rest becomes <c>...</c>.</param>
    public static string Of(string text, int maxLength = 500)
    {
        var result = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length + rune.Utf16SequenceLength > maxLength)
            {
                return result.Append("...").ToString();
            }

            // Format characters include those that turn the writing direction around.
            var isHarmless = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
            result.Append(isHarmless ? rune.ToString() : " ");
        }

        return result.ToString();
    }
}

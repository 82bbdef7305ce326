using System.Globalization;
using System.Text;

namespace ActorBackfill.Dashboard.Web;

/// <summary>Makes text from outside fit to be read on a page: what cannot be seen, or turns the writing direction around, is shown as such.</summary>
public static class ShownText
{
    /// <summary>Gets the text with a replacement character for every control and format character, cut at a length.</summary>
    /// <param name="text">Text from a server, a file or a database; markup is no matter here, it is encoded where it is written.</param>
    /// <param name="maxLength">The most characters; the rest becomes an ellipsis.</param>
    public static string Of(string text, int maxLength = 500)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > maxLength)
            {
                return shown.Append('…').ToString();
            }

            var isSeen = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
            _ = isSeen ? shown.Append(rune) : shown.Append('\uFFFD');
        }

        return shown.ToString();
    }
}

using System.Globalization;
using System.Text;

namespace ActorBackfill.Domain.Progress;

/// <summary>Takes out of a failure's text what differs between units, so that 3,112 failures become 4 groups.</summary>
public static class FailureText
{
    private const int MaxLength = 300;
    private const int LeastHexadecimal = 8;

    /// <summary>Gets the text with quoted parts, addresses, hexadecimal words and numbers replaced by <c>*</c>.</summary>
    /// <param name="text">The failure's text; what stands behind its 300th character does not count.</param>
    public static string Normalise(string text)
    {
        var rest = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        var result = new StringBuilder(rest.Length);
        for (var i = 0; i < rest.Length;)
        {
            var length = LengthOfVarying(rest, i);
            result.Append(length > 0 ? '*' : rest[i]);
            i += Math.Max(1, length);
        }

        return result.ToString();
    }

    private static int LengthOfVarying(ReadOnlySpan<char> text, int at)
    {
        var c = text[at];
        return c switch
        {
            '\'' or '"' => text[(at + 1)..].IndexOf(c) is >= 0 and var end ? end + 2 : 0,
            'h' => Address(text[at..]),
            _ => 0,
        }
        is > 0 and var length ? length : Hexadecimal(text, at) is > 0 and var word ? word : Number(text[at..]);
    }

    private static int Address(ReadOnlySpan<char> text)
    {
        var scheme = text.StartsWith("http://", StringComparison.Ordinal) ? 7 : text.StartsWith("https://", StringComparison.Ordinal) ? 8 : 0;
        var end = scheme;
        while (scheme > 0 && end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end > scheme ? end : 0;
    }

    // A whole word of hexadecimal digits: a hash, an id.
    private static int Hexadecimal(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && IsOfWord(text[at - 1]))
        {
            return 0;
        }

        var end = at;
        while (end < text.Length && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        return end - at >= LeastHexadecimal && (end == text.Length || !IsOfWord(text[end])) ? end - at : 0;
    }

    private static int Number(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiDigit(text[0]))
        {
            return 0;
        }

        var end = 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ',' or ':' or '/' or '-'))
        {
            end++;
        }

        return end;
    }

    private static bool IsOfWord(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}

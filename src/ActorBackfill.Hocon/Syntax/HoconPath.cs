using System.Text;

namespace ActorBackfill.Hocon;

/// <summary>Paths through objects, as keys and substitutions write them: elements with dots between, quoted where they must be.</summary>
public static class HoconPath
{
    /// <summary>Splits a path into its elements.</summary>
    /// <param name="path">For example <c>a.b."c.d"</c>: three elements.</param>
    /// <exception cref="HoconException">An element is empty without quotes, or a character needs quotes.</exception>
    public static IReadOnlyList<string> Parse(string path)
    {
        try
        {
            return new HoconSyntax(new HoconLexer(path, path, hasLines: false)).ReadWholePath();
        }
        catch (HoconSyntaxException e)
        {
            throw new HoconException([new HoconError(e.Position, "", e.Message)]);
        }
    }

    /// <summary>Writes a path so that <see cref="Parse"/> gives the same elements back.</summary>
    /// <param name="elements">The elements, without quotes.</param>
    public static string Format(IEnumerable<string> elements) => string.Join('.', elements.Select(FormatKey));

    /// <summary>Writes one element, quoted where it is not made of letters, digits, <c>_</c> and <c>-</c>.</summary>
    /// <param name="key">The element, without quotes.</param>
    public static string FormatKey(string key) =>
        key.Length > 0 && key != "include" && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? key : Quote(key);

    /// <summary>Cuts what goes into a message: a key may be as long as the file.</summary>
    internal static string Shorten(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "...");

    /// <summary>Writes a text in quotes, with escapes where it needs them.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when c < ' ' || char.IsSurrogate(c) || c is '\u007f' or '\ufeff' => quoted.Append("\\u").Append(((int)c).ToString("x4", null)),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}

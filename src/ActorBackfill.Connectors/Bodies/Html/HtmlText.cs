using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies.Html;

/// <summary>Pages as text: in the charset that the answer or the page itself names, UTF-8 where none is, and strictly so.</summary>
internal static partial class HtmlText
{
    // HTML, "prescan a byte stream": a page names its charset at its beginning.
    private const int Prescanned = 1024;

    /// <summary>Gets a page's text.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="origin">Where they came from.</param>
    /// <exception cref="BackfillException">Its charset is not known, or its bytes are not of it.</exception>
    public static string Of(ReadOnlySpan<byte> body, BodyOrigin origin)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            body = body[3..];
        }

        var name = origin.Charset ?? Named(body) ?? "utf-8";
        try
        {
            return Find(name).GetString(body);
        }
        catch (DecoderFallbackException e)
        {
            throw new BackfillException(
                FailureCategory.InvalidData, string.Create(CultureInfo.InvariantCulture, $"{origin.Place} is not {name} at byte {e.Index}"), e);
        }
        catch (ArgumentException e)
        {
            throw new BackfillException(FailureCategory.UnexpectedContent, $"{origin.Place} says its charset is '{BodyText.Plain(name)}', which is not known", e);
        }
    }

    private static Encoding Find(string name) => name.ToLowerInvariant() switch
    {
        "utf-8" or "utf8" or "unicode-1-1-utf-8" => Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        // What HTML calls by these names is windows-1252, which has letters and dashes where the others have control characters.
        "iso-8859-1" or "latin1" or "us-ascii" or "ascii" or "windows-1252" or "cp1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        var other => CodePagesEncodingProvider.Instance.GetEncoding(other, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            ?? Encoding.GetEncoding(other, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
    };

    private static string? Named(ReadOnlySpan<byte> body) =>
        MetaCharset().Match(Encoding.Latin1.GetString(body[..Math.Min(body.Length, Prescanned)])) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_:.-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MetaCharset();
}

using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>Bodies as text: strictly UTF-8, and excerpts of them for messages.</summary>
internal static class BodyText
{
    /// <summary>The characters of a refused body that its message shows.</summary>
    public const int ExcerptLength = 200;

    /// <summary>Gets the body without byte order mark.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="origin">Where they came from.</param>
    /// <exception cref="BackfillException">It is not UTF-8; the message says at which byte.</exception>
    public static ReadOnlySpan<byte> Strict(ReadOnlySpan<byte> body, BodyOrigin origin)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            body = body[3..];
        }

        if (!Utf8Valid(body, out var at))
        {
            throw new BackfillException(
                FailureCategory.InvalidData, string.Create(CultureInfo.InvariantCulture, $"{origin.Place} is not UTF-8 at byte {at}"));
        }

        if (origin.Charset is not (null or "utf-8" or "utf8" or "us-ascii" or "ascii") && body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) >= 0)
        {
            throw new BackfillException(
                FailureCategory.UnexpectedContent, $"{origin.Place} says its charset is '{Plain(origin.Charset)}'; only UTF-8 is read");
        }

        return body;
    }

    /// <summary>Gets the beginning of a body as one line without control characters.</summary>
    /// <param name="body">The bytes, text or not.</param>
    public static string Excerpt(ReadOnlySpan<byte> body) =>
        Plain(Encoding.UTF8.GetString(body[..Math.Min(body.Length, ExcerptLength * 4)]));

    /// <summary>Gets the first characters of a text that came from outside as one line without control and direction characters.</summary>
    /// <param name="text">The text.</param>
    public static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            if (plain.Length == ExcerptLength)
            {
                break;
            }

            var hidden = char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate;
            if (!hidden || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(hidden ? ' ' : c);
            }
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>Gets the first byte that is not white space, or 0.</summary>
    /// <param name="body">The bytes.</param>
    public static byte FirstByte(ReadOnlySpan<byte> body) => body.IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var at ? body[at] : (byte)0;

    private static bool Utf8Valid(ReadOnlySpan<byte> body, out int at)
    {
        at = 0;
        if (Utf8.IsValid(body))
        {
            return true;
        }

        while (Rune.DecodeFromUtf8(body[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return false;
    }
}

using System.Globalization;
using System.Text;

namespace ActorBackfill.Hocon;

/// <summary>Cuts a text into tokens. After an error it stands behind the offending text, so that reading can go on.</summary>
internal sealed class HoconLexer(string text, string source, bool hasLines = true)
{
    private const string Forbidden = "$\"{}[]:=,+#`^?!@*&\\";
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Gets the place of the first character.</summary>
    internal HoconPosition Start => hasLines ? new HoconPosition(source, 1, 1) : new HoconPosition(source, 0, 0);

    private HoconPosition Here => hasLines ? new HoconPosition(source, _line, _at - _lineStart + 1) : Start;

    private char Current => At(0);

    internal HoconToken Next()
    {
        var space = ReadSpace();
        var position = Here;
        if (_at >= text.Length)
            return new HoconToken(HoconTokenKind.End, "", space, position);
        if (Punctuation(out var length) is { } kind)
        {
            var written = text.Substring(_at, length);
            _at += length;
            if (kind == HoconTokenKind.NewLine)
                StartLine();
            return new HoconToken(kind, written, space, position);
        }

        if (Current == '"')
            return new HoconToken(HoconTokenKind.Quoted, ReadQuoted(position), space, position);
        return new HoconToken(HoconTokenKind.Unquoted, ReadUnquoted(position), space, position);
    }

    private static bool IsSpace(char c) =>
        c is '\t' or '\v' or '\f' or '\r' or '\ufeff' or (>= '\u001c' and <= '\u001f')
        || (c != '\n' && char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private HoconTokenKind? Punctuation(out int length)
    {
        length = 1;
        switch (Current)
        {
            case '\n': return HoconTokenKind.NewLine;
            case ',': return HoconTokenKind.Comma;
            case ':': return HoconTokenKind.Colon;
            case '=': return HoconTokenKind.Equals;
            case '{': return HoconTokenKind.OpenBrace;
            case '}': return HoconTokenKind.CloseBrace;
            case '[': return HoconTokenKind.OpenBracket;
            case ']': return HoconTokenKind.CloseBracket;
            case '+' when At(1) == '=':
                length = 2;
                return HoconTokenKind.PlusEquals;
            case '$' when At(1) == '{':
                length = At(2) == '?' ? 3 : 2;
                return length == 3 ? HoconTokenKind.OpenOptionalReference : HoconTokenKind.OpenReference;
            default: return null;
        }
    }

    private string ReadSpace()
    {
        var start = _at;
        while (_at < text.Length && IsSpace(Current))
            _at++;
        var space = start == _at ? "" : text[start.._at];
        if (Current == '#' || (Current == '/' && At(1) == '/'))
        {
            while (_at < text.Length && Current != '\n')
                _at++;
        }

        return space;
    }

    private string ReadUnquoted(HoconPosition position)
    {
        var start = _at;
        _at = HoconNumber.Scan(text, _at);
        while (_at < text.Length && !IsSpace(Current) && Current != '\n' && !Forbidden.Contains(Current, StringComparison.Ordinal)
            && !(Current == '/' && At(1) == '/'))
        {
            _at++;
        }

        if (_at > start)
            return text[start.._at];
        var found = text[_at++];
        throw new HoconSyntaxException(position, $"'{found}' must stand in quotes");
    }

    private string ReadQuoted(HoconPosition position)
    {
        if (At(1) == '"' && At(2) == '"')
            return ReadTripleQuoted(position);
        _at++;
        var value = new StringBuilder();
        while (_at < text.Length && Current != '\n')
        {
            var c = Current;
            if (c == '"')
            {
                _at++;
                return value.ToString();
            }

            if (c < ' ')
                throw FailInLine(Here, $"control character U+{(int)c:X4} in a quoted text: write it as an escape, or use triple quotes");
            if (c == '\\')
                value.Append(ReadEscape());
            else
                value.Append(c);
            _at++;
        }

        throw new HoconSyntaxException(position, "the quote opened here is not closed on its line");
    }

    /// <summary>Reads the escape at the cursor and leaves it on the last character of the escape.</summary>
    private char ReadEscape()
    {
        var position = Here;
        _at++;
        switch (Current)
        {
            case '"' or '\\' or '/': return Current;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 < text.Length
                && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            case 'u': throw FailInLine(position, "'\\u' must be followed by four hexadecimal digits");
            default: throw FailInLine(position, $"unknown escape '\\{(_at < text.Length && Current >= ' ' ? Current : ' ')}'");
        }
    }

    private string ReadTripleQuoted(HoconPosition position)
    {
        _at += 3;
        var start = _at;
        while (_at < text.Length)
        {
            if (Current == '\n')
            {
                _at++;
                StartLine();
            }
            else if (Current == '"' && At(1) == '"' && At(2) == '"' && At(3) != '"')
            {
                _at += 3;
                return text[start..(_at - 3)];
            }
            else
            {
                _at++;
            }
        }

        throw new HoconSyntaxException(position, "the triple quotes opened here are not closed");
    }

    private HoconSyntaxException FailInLine(HoconPosition position, string message)
    {
        while (_at < text.Length && Current != '\n')
            _at++;
        return new HoconSyntaxException(position, message);
    }

    private void StartLine()
    {
        _line++;
        _lineStart = _at;
    }

    private char At(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';
}

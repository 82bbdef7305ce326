using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>Walks the values of comma-separated text (RFC 4180; LF or CRLF), one after the other, without copying.</summary>
internal ref struct CsvScanner(ReadOnlySpan<byte> text, string place)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>Gets whether the value just read was the last of its row.</summary>
    public bool RowEnded { get; private set; } = true;

    /// <summary>Gets the number of the row being read, the header is 1.</summary>
    public long Row { get; private set; }

    /// <summary>Gets whether nothing is left after a row.</summary>
    public readonly bool AtEnd => _rest.IsEmpty && RowEnded;

    /// <summary>Reads one value.</summary>
    /// <param name="hasDoubledQuotes">Whether each quote in it is written twice.</param>
    /// <exception cref="BackfillException">Its quotes do not fit.</exception>
    public ReadOnlySpan<byte> Next(out bool hasDoubledQuotes)
    {
        Row += RowEnded ? 1 : 0;
        hasDoubledQuotes = false;
        if (_rest is [(byte)'"', ..])
        {
            return Quoted(out hasDoubledQuotes);
        }

        var end = _rest.IndexOfAny((byte)',', (byte)'\n');
        var value = end < 0 ? _rest : _rest[..end];
        RowEnded = end < 0 || _rest[end] == '\n';
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        return RowEnded && value is [.., (byte)'\r'] ? value[..^1] : value;
    }

    private ReadOnlySpan<byte> Quoted(out bool hasDoubledQuotes)
    {
        hasDoubledQuotes = false;
        for (var at = 1; ;)
        {
            var quote = _rest[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                throw new BackfillException(FailureCategory.Truncated, $"{place} ends in the middle of a quoted value in row {Row}");
            }

            at += quote + 1;
            if (at == _rest.Length || _rest[at] != '"')
            {
                var value = _rest[1..(at - 1)];
                EndQuoted(at);
                return value;
            }

            hasDoubledQuotes = true;
            at++;
        }
    }

    private void EndQuoted(int at)
    {
        var after = _rest[at..];
        var length = after switch
        {
            [] => 0,
            [(byte)',', ..] or [(byte)'\n', ..] => 1,
            [(byte)'\r', (byte)'\n', ..] => 2,
            [(byte)'\r'] => 1,
            _ => throw new BackfillException(FailureCategory.InvalidData, $"{place} row {Row}: text follows a closing quote"),
        };
        RowEnded = after is not [(byte)',', ..];
        _rest = after[length..];
    }
}

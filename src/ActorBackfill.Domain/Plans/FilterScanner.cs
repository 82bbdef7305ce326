using System.Collections.Immutable;
using System.Text;

namespace ActorBackfill.Domain.Plans;

/// <summary>Reads the text of a <see cref="UnitFilter"/> from left to right.</summary>
internal sealed class FilterScanner(string text)
{
    // Longer ones first: '<=' begins with '<'.
    private static readonly (string Sign, FilterOperator Operator)[] Signs =
    [
        ("!=", FilterOperator.NotEqual),
        ("<=", FilterOperator.LessOrEqual),
        (">=", FilterOperator.GreaterOrEqual),
        ("=", FilterOperator.Equal),
        ("<", FilterOperator.Less),
        (">", FilterOperator.Greater),
        ("~", FilterOperator.Contains),
    ];

    private int _at;

    /// <summary>Reads all terms.</summary>
    /// <exception cref="FormatException">The text is no filter.</exception>
    public IEnumerable<FilterTerm> Terms()
    {
        SkipBlanks();
        while (_at < text.Length)
        {
            yield return Term();
            SkipBlanks();
            if (_at < text.Length && !Word("and"))
            {
                throw Expected("'and'");
            }

            SkipBlanks();
            if (_at == text.Length && text.AsSpan().TrimEnd().EndsWith(" and", StringComparison.OrdinalIgnoreCase))
            {
                throw Expected("another term");
            }
        }
    }

    private FilterTerm Term()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '-' or '.'))
        {
            _at++;
        }

        var name = _at > start ? text[start.._at] : throw Expected("a name, such as in state=VIC");
        SkipBlanks();
        var sign = Signs.FirstOrDefault(s => string.CompareOrdinal(text, _at, s.Sign, 0, s.Sign.Length) == 0);
        _at += sign.Sign?.Length ?? throw Expected($"one of {string.Join(' ', Signs.Select(s => s.Sign))} after {name}");
        var values = ImmutableArray.CreateBuilder<string>();
        do
        {
            SkipBlanks();
            values.Add(Value(name));
            SkipBlanks();
        }
        while (Comma());

        return values.Count == 1 || sign.Operator is FilterOperator.Equal or FilterOperator.NotEqual or FilterOperator.Contains
            ? new FilterTerm(name, sign.Operator, values.ToImmutable())
            : throw new FormatException($"'{name}{sign.Sign}' compares with one value, not with {values.Count}");
    }

    private string Value(string name)
    {
        if (_at < text.Length && text[_at] is '\'' or '"')
        {
            return Quoted(text[_at]);
        }

        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not (',' or '=' or '<' or '>' or '!' or '~' or '\'' or '"'))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw Expected($"a value for {name}; one with other characters stands in quotes");
    }

    // The quote itself is written twice: 'it''s'.
    private string Quoted(char quote)
    {
        var value = new StringBuilder();
        for (var from = _at + 1; ;)
        {
            var end = text.IndexOf(quote, from);
            if (end < 0)
            {
                throw new FormatException($"{quote} at {_at + 1} is not closed");
            }

            value.Append(text, from, end - from);
            if (end + 1 == text.Length || text[end + 1] != quote)
            {
                _at = end + 1;
                return value.ToString();
            }

            value.Append(quote);
            from = end + 2;
        }
    }

    private bool Comma()
    {
        var isComma = _at < text.Length && text[_at] == ',';
        _at += isComma ? 1 : 0;
        return isComma;
    }

    private bool Word(string word)
    {
        var isThere = string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (_at + word.Length == text.Length || char.IsWhiteSpace(text[_at + word.Length]));
        _at += isThere ? word.Length : 0;
        return isThere;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private FormatException Expected(string what) =>
        new(_at >= text.Length ? $"the filter ends where {what} was expected" : $"'{text[_at]}' at {_at + 1}: {what} was expected");
}

using System.Globalization;

namespace ActorBackfill.Hocon;

/// <summary>JSON's grammar of numbers.</summary>
internal static class HoconNumber
{
    internal static bool IsNumber(string text) => text.Length > 0 && Scan(text, 0) == text.Length;

    /// <summary>Exact value where 28 digits hold it; false for larger and smaller numbers.</summary>
    internal static bool TryDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Returns the end of the longest number that starts at an index, or the index itself.</summary>
    internal static int Scan(string text, int start)
    {
        var at = start;
        if (At(text, at) == '-')
            at++;
        if (!char.IsAsciiDigit(At(text, at)))
            return start;
        at = At(text, at) == '0' ? at + 1 : Digits(text, at);
        if (At(text, at) == '.' && char.IsAsciiDigit(At(text, at + 1)))
            at = Digits(text, at + 1);
        if (At(text, at) is not ('e' or 'E'))
            return at;
        var exponent = At(text, at + 1) is '+' or '-' ? at + 2 : at + 1;
        return char.IsAsciiDigit(At(text, exponent)) ? Digits(text, exponent) : at;
    }

    private static int Digits(string text, int at)
    {
        while (char.IsAsciiDigit(At(text, at)))
            at++;
        return at;
    }

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';
}

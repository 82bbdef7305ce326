using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Listing;

/// <summary>Writes CSV that a spreadsheet can open without harm: no control characters, no cell that is taken for a formula.</summary>
internal static class CsvText
{
    // As much as the journal keeps of a text.
    private const int MaxLength = 1_000;

    /// <summary>Gets one line without its end.</summary>
    /// <param name="cells">The cells; null is an empty one.</param>
    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // First, so that what hides behind a control character does not become the first character.
        var plain = PlainText.Of(text, MaxLength);
        if (plain.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..])
        {
            plain = "'" + plain;
        }

        return plain.AsSpan().IndexOfAny(',', '"', ' ') >= 0 || plain[0] == '\'' ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }
}
